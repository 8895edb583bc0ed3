import type { Answer } from "./answer.js";
import { addHeaders } from "./answer.js";
import { answerDocumented } from "./answer-documented.js";
import { answerError } from "./answer-error.js";
import { answerProvoked } from "./answer-provoked.js";
import type { Dialect } from "./dialect.js";
import type { StreamFault, WireFault } from "./faults/fault.js";
import { addExpressHeaders, answerObservedError } from "./observed/answer-observed.js";
import { answerObserved, answerObservedProvoked } from "./observed/answer-observed-request.js";
import { type Preferences, parsePrefer } from "./prefer.js";
import { type Provocation, readProvocation } from "./provoke.js";
import { Refusal } from "./refusal.js";
import type { RequestHead } from "./request-head.js";
import type { State } from "./state.js";

/** What is done with a request. */
export interface Decision {
  readonly answer: Answer;
  /** What goes wrong on the wire, and for how long; null where nothing shall. */
  readonly fault: { readonly fault: WireFault; readonly lastsMs: number | null } | null;
  /** What goes wrong in the stream that the answer is; null where nothing shall. */
  readonly streamFault: StreamFault | null;
  /** Whom a wait that the answer tells is for: this very method and path, or all that the key sends. */
  readonly scope: "call" | "key";
}

/**
 * Decides what a request is answered: what `Prefer` asks for, else what the script has for it, else what its endpoint
 * says in the dialect. Never throws. `bytes` is null where the body was longer than LARGEST_BODY_BYTES.
 */
export function decideAnswer(state: State, head: RequestHead, bytes: Buffer | null): Decision {
  try {
    return decide(state, head, bytes, parsePrefer(head.prefer));
  } catch (error) {
    return plain(answerThrown(error));
  }
}

function answerThrown(error: unknown): Answer {
  if (error instanceof Refusal) return answerError(error.code, error.message);
  return answerError("internal_error", `The embedded API failed: ${String(error)}`);
}

const NO_ROOM = "The embedded API reads at most 256 MB of bodies at a time";

/** What is answered where a body finds no room beside those that are being read. */
export function refuseForRoom(dialect: Dialect): Decision {
  if (dialect === "documented") return plain(answerError("service_unavailable", NO_ROOM));
  const error = { shape: "nested", status: 503, code: "sandbox_unavailable", message: NO_ROOM } as const;
  return plain(addExpressHeaders(answerObservedError(error)));
}

function plain(answer: Answer): Decision {
  return { answer, fault: null, streamFault: null, scope: "key" };
}

function decide(state: State, head: RequestHead, bytes: Buffer | null, preferences: Preferences): Decision {
  const asked = `${head.method} ${head.path} ${head.prefer}`;
  const preferred = readProvocation(preferences, state.provoked, asked, state.dialect);
  const scripted = preferred === undefined ? state.script.next(head.method, head.path) : undefined;
  const provocation = preferred?.provocation ?? scripted?.provocation ?? null;
  const scope = preferred !== undefined || scripted?.isForRoute === true ? "call" : "key";
  const decision = { ...provoke(state, head, bytes, preferences, provocation), scope } as const;
  if (preferred === undefined) return decision;
  return { ...decision, answer: addHeaders(decision.answer, { "Preference-Applied": preferred.applied }) };
}

function provoke(
  state: State,
  head: RequestHead,
  bytes: Buffer | null,
  preferences: Preferences,
  provocation: Provocation | null,
): Decision {
  const speak = state.dialect === "observed" ? answerObserved : answerDocumented;
  if (provocation?.kind === "error") {
    const { wanted, waitSeconds } = provocation;
    return plain(state.dialect === "observed" ? answerObservedProvoked(wanted) : answerProvoked(wanted, waitSeconds));
  }
  const fault = provocation?.fault ?? null;
  const wish = {
    // A fault on the wire needs the whole answer, and that of a held stream never comes.
    wantsHold: preferences.has("hold") && fault?.kind !== "wire",
    streamFault: fault?.kind === "stream" ? fault : null,
  };
  const answer = answerUsually(() => speak(state, head, bytes, wish));
  if (fault?.kind !== "wire")
    return { ...plain(answer), streamFault: answer.kind === "stream" ? wish.streamFault : null };
  return { ...plain(answer), fault: { fault, lastsMs: provocation?.lastsMs ?? null } };
}

/** A refusal is an answer like others: a fault spoils it too. */
function answerUsually(speak: () => Answer): Answer {
  try {
    return speak();
  } catch (error) {
    return answerThrown(error);
  }
}
