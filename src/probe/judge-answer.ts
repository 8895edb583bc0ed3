import { decodeEnvelope } from "../exchange/decode-envelope.js";
import type { Exchange, Response } from "../exchange/exchange.js";
import { readHeader } from "../exchange/exchange.js";
import type { Difference } from "../render/report/probe-result.js";
import { compareError } from "./compare-error.js";
import { readJson } from "./compare-head.js";
import { compareSuccess } from "./compare-success.js";
import type { Step } from "./probe-case.js";

/** What an answer says about its step. */
export type Judgement =
  | { readonly kind: "compared"; readonly differences: readonly Difference[]; readonly note: string | null }
  /** A 429 where none was provoked: it says nothing about the step, but is itself compared. */
  | { readonly kind: "rate_limited"; readonly differences: readonly Difference[] }
  | { readonly kind: "inconclusive"; readonly reason: string }
  /** The server does not provoke errors by header. */
  | { readonly kind: "not_provoked" };

/** Judges one answer. `id` is the id that it must name, where one was created before. */
export function judgeAnswer(step: Step, exchange: Exchange, id: string | undefined): Judgement {
  const { response, failure } = exchange;
  if (response === null || failure !== null)
    return { kind: "inconclusive", reason: `No whole answer came: ${failure?.message ?? "nothing was received"}` };
  const { expects } = step;
  if (asksForError(step) && readHeader(response.headers, "preference-applied") === undefined)
    return { kind: "not_provoked" };
  const wanted = expects.status;
  if (response.status === 429 && wanted !== 429)
    return { kind: "rate_limited", differences: compareError(response, RATE_LIMIT) };
  const hindrance = response.status === wanted ? undefined : findHindrance(step, response);
  if (hindrance !== undefined) return { kind: "inconclusive", reason: hindrance };
  const differences =
    expects.kind === "error" ? compareError(response, expects) : compareSuccess(response, expects, id);
  return { kind: "compared", differences, note: noteOf(step, response) };
}

function asksForError({ headers }: Step): boolean {
  return (headers ?? []).some(({ name, value }) => name === "Prefer" && value.startsWith("code="));
}

const RATE_LIMIT = { kind: "error", code: "rate_limit_exceeded", status: 429 } as const;

/** Statuses by which a gateway says that it could not reach the API. */
const GATEWAY = new Set([502, 503, 504]);

/** Why an answer is about something else than the step: a gateway in trouble, or a key that is refused. */
function findHindrance({ expects, credential }: Step, response: Response): string | undefined {
  const { status } = response;
  if (status === null) return undefined;
  if (GATEWAY.has(status) && readJson(response).json === undefined)
    return `A gateway answered ${status} in the API's place.`;
  const { code } = decodeEnvelope(response);
  const refused = (status === 401 || status === 403) && (code === null || code === "unauthorized");
  const meant = expects.kind === "error" && (expects.code === "unauthorized" || expects.code === "forbidden");
  return refused && !meant && credential === "key"
    ? `The API refused the key (${status}), so this case learned nothing.`
    : undefined;
}

/** What the page leaves open and this answer shows. */
function noteOf({ expects }: Step, response: Response): string | null {
  if (expects.kind !== "error") return null;
  if (expects.status === null) return `The page gives ${expects.code} no status; seen: ${response.status}.`;
  if (expects.code !== null) return null;
  return `The page gives ${expects.status} no code; seen: ${decodeEnvelope(response).code ?? "none"}.`;
}
