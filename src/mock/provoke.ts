import type { Dialect } from "./dialect.js";
import { ALL_FAULTS, findFault } from "./faults/all-faults.js";
import type { Fault } from "./faults/fault.js";
import type { Preferences } from "./prefer.js";
import { Refusal } from "./refusal.js";

/** How many counters of `times` are kept; the oldest goes first. */
const MOST_COUNTERS = 1000;

/** How often each provocation was answered, by method, path and `Prefer` value. */
export type ProvokedCounts = Map<string, number>;

/** What shall happen instead of the usual answer: an error (a code or status, and a wait) or a fault. */
export type Provocation =
  | { readonly kind: "error"; readonly wanted: string; readonly waitSeconds: number | null }
  | { readonly kind: "fault"; readonly fault: Fault; readonly lastsMs: number | null };

/** A provocation that a `Prefer` header asked for; `applied` is what `Preference-Applied` says. */
export interface PreferredProvocation {
  readonly provocation: Provocation;
  readonly applied: string;
}

/**
 * What `Prefer: code=<code or status>` or `Prefer: fault=<fault>` asks for, or undefined where neither does or its
 * `times` are used up. `wait=<seconds>` sets the wait that an error tells, or how long a fault lasts; `times=<n>`
 * means the first n requests with this `asked` (method, path and header) only. Throws a Refusal where a value is wrong.
 */
export function readProvocation(
  preferences: Preferences,
  counts: ProvokedCounts,
  asked: string,
  dialect: Dialect,
): PreferredProvocation | undefined {
  const code = preferences.get("code");
  const faultName = preferences.get("fault");
  if (code === undefined && faultName === undefined) return undefined;
  const waitSeconds = readWhole(preferences, "wait") ?? null;
  const times = readWhole(preferences, "times");
  const provocation: Provocation =
    code === undefined
      ? { kind: "fault", fault: readFault(faultName ?? ""), lastsMs: waitSeconds === null ? null : waitSeconds * 1000 }
      : { kind: "error", wanted: code, waitSeconds };
  if (times !== undefined && !countUp(counts, asked, times)) return undefined;
  const applied = [code === undefined ? `fault=${faultName}` : `code=${code}`];
  if (waitSeconds !== null && takesWait(provocation, dialect)) applied.push(`wait=${waitSeconds}`);
  if (times !== undefined) applied.push(`times=${times}`);
  return { provocation, applied: applied.join(", ") };
}

/** The documented dialect tells a wait with any error, in the body or in `Retry-After`; the observed one never does. */
function takesWait(provocation: Provocation, dialect: Dialect): boolean {
  return provocation.kind === "fault" ? provocation.fault.takesDuration : dialect === "documented";
}

function readFault(name: string): Fault {
  const fault = findFault(name);
  if (fault !== undefined) return fault;
  const names = ALL_FAULTS.map((known) => known.name).join(", ");
  throw new Refusal("invalid_request", `Prefer: fault must be one of ${names}`);
}

function readWhole(preferences: Preferences, name: string): number | undefined {
  const text = preferences.get(name);
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new Refusal("invalid_request", `Prefer: ${name} must be a whole number`);
  return Number(text);
}

/** True where this one still counts among the first `times`. */
function countUp(counts: ProvokedCounts, asked: string, times: number): boolean {
  const seen = counts.get(asked) ?? 0;
  if (seen >= times) return false;
  if (seen === 0 && counts.size >= MOST_COUNTERS) {
    const [oldest] = counts.keys();
    if (oldest !== undefined) counts.delete(oldest);
  }
  counts.set(asked, seen + 1);
  return true;
}
