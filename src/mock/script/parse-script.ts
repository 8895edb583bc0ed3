import { parseDuration } from "../../text/duration.js";
import { findProvokedCode } from "../answer-provoked.js";
import type { Dialect } from "../dialect.js";
import { findFault } from "../faults/all-faults.js";
import { findProvokedObserved } from "../observed/provoked-observed.js";
import type { Provocation } from "../provoke.js";
import { ScriptError, type ScriptRule, type ScriptStep } from "./script.js";

const MOST_TIMES = 1_000_000;

/**
 * Reads `429(2s)x2,503,200` (for all requests) or `POST /v1/chat/*: stream_active,200` (for one route). A list holds
 * codes, statuses and faults; `(duration)` is the wait of a 429 or a 5xx or how long a fault lasts, `x<n>` repeats, and
 * `200` is the usual answer. Throws a ScriptError that names the place.
 */
export function parseScript(text: string, dialect: Dialect): ScriptRule {
  const route = /^(\s*)([A-Za-z]+|\*)\s+(\/\S{0,2000}?)\s*:(?=[^/]|$)/.exec(text);
  const start = route?.[0].length ?? 0;
  const steps: ScriptStep[] = [];
  let at = start;
  for (const piece of text.slice(start).split(",")) {
    const indent = piece.length - piece.trimStart().length;
    steps.push(parseStep(piece.trim(), at + indent + 1, dialect));
    at += piece.length + 1;
  }
  const method = route?.[2]?.toUpperCase() ?? null;
  return { method: method === "*" ? null : method, path: route?.[3] ?? null, steps };
}

function parseStep(text: string, column: number, dialect: Dialect): ScriptStep {
  if (text === "") throw new ScriptError("an entry is missing", column, text);
  const [, name = "", duration, count] = /^([a-z0-9_]+?)\s*(?:\(([^()]*)\))?\s*(?:[x*](\d{1,9}))?$/.exec(text) ?? [];
  if (name === "") throw new ScriptError(`"${text}" is no entry: write name(duration)x<times>`, column, text);
  const times = count === undefined ? 1 : Number(count);
  if (times < 1 || times > MOST_TIMES) throw new ScriptError(`x${count} is not from 1 to ${MOST_TIMES}`, column, text);
  const lastsMs = duration === undefined ? null : parseDuration(duration.trim());
  if (lastsMs === undefined) throw new ScriptError(`"${duration}" is no duration such as 2s`, column, text);
  const what = readWhat(name, lastsMs, dialect);
  if (what === undefined) throw new ScriptError(`"${name}" is no code, status or fault`, column, text);
  if (lastsMs !== null && !takesDuration(what, name, dialect)) {
    throw new ScriptError(`"${name}" takes no duration`, column, text);
  }
  return { times, what };
}

function readWhat(name: string, lastsMs: number | null, dialect: Dialect): ScriptStep["what"] | undefined {
  if (name === "200" || name === "pass") return { kind: "pass" };
  const fault = findFault(name);
  if (fault !== undefined) return { kind: "fault", fault, lastsMs };
  const isKnown = dialect === "observed" ? findProvokedObserved(name) : findProvokedCode(name);
  if (isKnown === undefined) return undefined;
  return { kind: "error", wanted: name, waitSeconds: lastsMs === null ? null : Math.ceil(lastsMs / 1000) };
}

/** The published server never tells a wait, so neither does its dialect. */
function takesDuration(what: Provocation | { kind: "pass" }, name: string, dialect: Dialect): boolean {
  if (what.kind === "pass") return false;
  if (what.kind === "fault") return what.fault.takesDuration;
  return (
    dialect === "documented" && /^(?:429|rate_limit_exceeded|500|503|internal_error|service_unavailable)$/.test(name)
  );
}
