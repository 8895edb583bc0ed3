import { layerOf } from "../causes/cause.js";
import type { Diagnosis } from "./report.js";

/** How a command ends: the number that scripts see, and its public name. */
export const EXITS = {
  ok: 0,
  finding: 1,
  usage: 2,
  key: 3,
  refused: 4,
  server: 5,
  no_answer: 6,
  internal: 70,
  try_later: 75,
} as const;

/** What `interrupted` is by signal: 128 plus the signal's number, as shells have it. */
export const INTERRUPTED_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** The name of an exit code that a diagnosis or a command can choose. */
export type ExitName = keyof typeof EXITS;

/** How a report ends a command: the first diagnosis of severity `error` decides; without one, `ok`. */
export function exitOfReport(diagnoses: readonly Diagnosis[]): ExitName {
  const decisive = diagnoses.find(({ severity }) => severity === "error");
  if (decisive === undefined) return "ok";
  return RULES.find((rule) => rule.covers(decisive))?.exit ?? "refused";
}

interface ExitRule {
  readonly exit: ExitName;
  readonly covers: (diagnosis: Diagnosis) => boolean;
}

/** The first rule that covers a diagnosis decides; what none covers is `refused`. */
const RULES: readonly ExitRule[] = [
  {
    exit: "refused",
    covers: ({ cause, status }) => cause === "unknown" && status !== null && status >= 400 && status < 500,
  },
  { exit: "server", covers: ({ cause }) => cause === "unknown" },
  { exit: "key", covers: ({ cause }) => inLayer(cause, "key", "token") || cause === "access.forbidden" },
  { exit: "refused", covers: ({ cause }) => cause === "rate_limit.quota" },
  { exit: "try_later", covers: ({ cause }) => inLayer(cause, "rate_limit") || cause === "gateway.rate_limited" },
  { exit: "try_later", covers: ({ cause, retry }) => MAY_NAME_A_WAIT.has(cause) && retry.waitSeconds !== null },
  { exit: "no_answer", covers: ({ cause }) => inLayer(cause, "network") || NO_ANSWER.has(cause) },
  { exit: "server", covers: ({ cause }) => inLayer(cause, "server") || SERVER.has(cause) },
  { exit: "server", covers: ({ cause }) => inLayer(cause, "stream") && !HARMLESS_STREAM.has(cause) },
];

const SERVER = new Set(["gateway.error", "sandbox.runtime_error", "sandbox.unavailable", "billing.check_failed"]);
const NO_ANSWER = new Set(["gateway.not_the_api", "access.blocked_by_gateway", "route.wrong_host"]);
const HARMLESS_STREAM = new Set(["stream.idle", "stream.active", "stream.cancelled"]);
const MAY_NAME_A_WAIT = new Set(["server.unavailable", "sandbox.unavailable"]);

function inLayer(cause: string, ...layers: readonly string[]): boolean {
  return layers.includes(layerOf(cause));
}
