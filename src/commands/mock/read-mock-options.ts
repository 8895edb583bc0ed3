import { DIALECTS, type Dialect } from "../../mock/dialect.js";
import { parseRateLimit } from "../../mock/parse-rate-limit.js";
import type { RateLimit } from "../../mock/rate-limit.js";
import { parseScript } from "../../mock/script/parse-script.js";
import { ScriptError, type ScriptRule } from "../../mock/script/script.js";
import type { OptionValues } from "../command.js";
import { UsageError } from "../usage-error.js";

/** The options of `mock`, read. */
export interface MockSettings {
  readonly port: number;
  readonly host: string | null;
  readonly dialect: Dialect;
  readonly script: readonly ScriptRule[];
  readonly rateLimit: RateLimit | null;
  readonly seed: string | null;
  readonly judge: boolean;
  readonly reports: readonly VerdictReport[];
  /** Files to write: the requests as HAR, and address and key. */
  readonly log: string | null;
  readonly envFile: string | null;
}

/** A report of the judge's verdicts. */
export interface VerdictReport {
  readonly form: "junit" | "json";
  readonly path: string;
}

/** Reads the options of `mock`; throws a UsageError for the first that is wrong. */
export function readMockOptions(options: OptionValues): MockSettings {
  const dialect = DIALECTS.find((name) => name === options["dialect"]) ?? "documented";
  const reports = readList(options["report"]).map(readReport);
  if (reports.length > 0 && options["judge"] !== true) {
    throw new UsageError("--report needs --judge", "--report", "Add --judge: the report is about its verdicts.");
  }
  return {
    port: readPort(options["port"]),
    host: readText(options["host"]),
    dialect,
    script: readList(options["script"]).map((text) => readScript(text, dialect)),
    rateLimit: readRateLimit(options["rateLimit"]),
    seed: readText(options["seed"]),
    judge: options["judge"] === true,
    reports,
    log: readText(options["log"]),
    envFile: readText(options["envFile"]),
  };
}

function readText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function readList(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function readPort(value: unknown): number {
  if (typeof value !== "string") return 0;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(`--port: "${value}" is no port`, value, "Give a number from 0 to 65535.");
  return port;
}

function readScript(text: string, dialect: Dialect): ScriptRule {
  try {
    return parseScript(text, dialect);
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    throw new UsageError(
      `--script: at character ${error.column}: ${error.message}`,
      text,
      "Write a list such as 429(2s)x2,503,200, or POST /v1/chat/*: stream_active,200 for one route.",
    );
  }
}

function readRateLimit(value: unknown): RateLimit | null {
  if (typeof value !== "string") return null;
  const limit = parseRateLimit(value);
  if (limit !== undefined) return limit;
  throw new UsageError(`--rate-limit: "${value}" is no rate`, value, "Give requests and a duration, as in 10/1m.");
}

function readReport(text: string): VerdictReport {
  const [, form, path = ""] = /^(junit|json)=(.+)$/s.exec(text) ?? [];
  if (form === "junit" || form === "json") return { form, path };
  throw new UsageError(
    `--report: "${text}" names no form and file`,
    text,
    "Write it as --report junit=judge.xml; the forms are junit and json.",
  );
}
