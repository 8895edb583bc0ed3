import { API_ORIGIN } from "../catalog/docs-urls.js";
import type { Host } from "../host/host.js";
import { checkTarget } from "../http/check-target.js";
import { DEFAULT_RETRY_POLICY, type RetryPolicy } from "../retry/policy.js";
import { parseDuration } from "../text/duration.js";
import type { OptionValues } from "./command.js";
import { UsageError } from "./usage-error.js";

/** What every sending command goes by: flag before environment before default. */
export interface Settings {
  readonly baseUrl: URL;
  readonly agent: string | null;
  /** Until the head of the answer; null where nobody chose one, so that the endpoint decides. */
  readonly timeoutMs: number | null;
  /** Without a byte of the body; null where nobody chose one. */
  readonly idleTimeoutMs: number | null;
  readonly policy: RetryPolicy;
}

/** Reads the settings. Throws UsageError for a value that is none. */
export function readSettings(host: Pick<Host, "env">, options: OptionValues): Settings {
  const { env } = host;
  const policy: RetryPolicy = {
    maxAttempts:
      readAttempts(pick(options, "maxAttempts", env, "SANDBOX_MAX_ATTEMPTS")) ?? DEFAULT_RETRY_POLICY.maxAttempts,
    maxWaitMs: readDuration(pick(options, "maxWait", env, "SANDBOX_MAX_WAIT")) ?? DEFAULT_RETRY_POLICY.maxWaitMs,
    retryUnsafe: options["retryUnsafe"] === true,
    jitter: options["jitter"] !== false,
    ci: isOn(env["CI"]),
  };
  return {
    baseUrl: readBaseUrl(pick(options, "baseUrl", env, "SANDBOX_BASE_URL")),
    agent: pick(options, "agent", env, "SANDBOX_AGENT")?.value ?? null,
    timeoutMs: readDuration(pick(options, "timeout", env, "SANDBOX_TIMEOUT")) ?? null,
    idleTimeoutMs: readDuration(pick(options, "idleTimeout", env, null)) ?? null,
    policy,
  };
}

interface Given {
  readonly value: string;
  /** The option or variable, for messages. */
  readonly name: string;
}

/** A variable that is set but empty counts as not set. */
function pick(options: OptionValues, option: string, env: Host["env"], variable: string | null): Given | undefined {
  const flag = options[option];
  if (typeof flag === "string")
    return { value: flag, name: `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}` };
  const value = variable === null ? undefined : env[variable];
  return variable === null || value === undefined || value === "" ? undefined : { value, name: variable };
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !["", "0", "false"].includes(value.toLowerCase());
}

function readDuration(given: Given | undefined): number | undefined {
  if (given === undefined) return undefined;
  const ms = parseDuration(given.value);
  if (ms === undefined)
    throw new UsageError(
      `${given.name}: "${given.value}" is no duration`,
      given.value,
      "Write it as 90, 90s, 2m or 1h30m.",
    );
  return ms;
}

function readAttempts(given: Given | undefined): number | undefined {
  if (given === undefined) return undefined;
  const attempts = /^\d{1,4}$/.test(given.value) ? Number(given.value) : 0;
  if (attempts < 1)
    throw new UsageError(
      `${given.name}: "${given.value}" is no number of attempts`,
      given.value,
      "Give a whole number from 1 to 9999.",
    );
  return attempts;
}

/** Checks an address of the API: http or https, without user, query or fragment. Plain http only to the loopback. */
function readBaseUrl(given: Given | undefined): URL {
  const text = given?.value ?? API_ORIGIN;
  const name = given?.name ?? "--base-url";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const fail = (why: string): never => {
    throw new UsageError(`${name}: "${text}" ${why}`, text, `Give an address such as ${API_ORIGIN}.`);
  };
  if (url === undefined || (url.protocol !== "http:" && url.protocol !== "https:"))
    return fail("is no http or https address");
  if (url.search !== "" || url.hash !== "") return fail("has a query or a fragment");
  const refused = checkTarget(url);
  if (refused !== undefined) return fail(`cannot be used: ${refused.replace(/\.$/, "")}`);
  return url;
}
