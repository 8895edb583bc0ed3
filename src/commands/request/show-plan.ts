import { nameKeySource } from "../../catalog/key-source.js";
import type { CommandCall, Outcome } from "../command.js";
import { exit } from "../exit.js";
import type { FoundKey } from "../find-key.js";
import type { RequestPlan } from "./plan-request.js";
import { type CurlBody, writeCurl } from "./write-curl.js";

/** A shell takes no longer word than 128 KiB (Linux), and a body in octal is four times as long. */
const MOST_IN_LINE = 32_000;

/** Prints the curl line or the request itself, and sends nothing. */
export async function showPlan({ output, options }: CommandCall, plan: RequestPlan, key: FoundKey): Promise<Outcome> {
  const { method, headers, left, auth } = plan;
  const url = plan.url.href;
  const keyVariable = auth === "key" ? nameKeyVariable(key) : null;
  const curl = writeCurl({ method, url, headers, left, keyVariable, body: toCurlBody(plan) }, output.secrets.redact);
  if (options["curl"] === true) {
    await output.print(`${curl}\n`);
    if (!output.quiet) for (const line of listAdvice(plan, key, curl)) await output.say(`${line}\n`);
  } else await output.print(`${writeRequest(plan)}\n`);
  const planned = { method, url, headers, bodyBytes: countBytes(plan), curl };
  return { exit: exit("ok"), members: { report: { diagnoses: [], attempts: [] }, planned } };
}

function nameKeyVariable({ source }: FoundKey): string {
  return source?.startsWith("env:") === true ? source.slice(4) : "SANDBOX_API_KEY";
}

function toCurlBody({ body, file }: RequestPlan): CurlBody | null {
  if (body === null) return null;
  if (file !== null) return { kind: "file", path: file };
  if (!(body instanceof Uint8Array) || body.length > MOST_IN_LINE) return { kind: "piped" };
  return { kind: "bytes", bytes: body };
}

/** What the line cannot hold by itself. */
function listAdvice(plan: RequestPlan, { source }: FoundKey, curl: string): string[] {
  const hasVariable = plan.auth !== "key" || source?.startsWith("env:") === true;
  const where = source === null ? "no source here holds a key" : `here it comes from ${nameKeySource(source)}`;
  return [
    ...(hasVariable ? [] : [`Set SANDBOX_API_KEY before you run it: ${where}.`]),
    ...(toCurlBody(plan)?.kind === "piped" ? ["Pipe the body into it: it is too long to stand in a line."] : []),
    ...(curl.includes("[redacted]") ? ["Put the secrets back in where it says [redacted]."] : []),
  ];
}

function writeRequest({ method, url, auth, headers, body, file }: RequestPlan): string {
  return [
    `${method} ${url.href}`,
    ...(auth === "key" ? ["Authorization: Bearer [the key]"] : []),
    ...headers.map(({ name, value }) => `${name}: ${value}`),
    ...(body === null ? [] : ["", body instanceof Uint8Array ? new TextDecoder().decode(body) : `[${file}]`]),
  ].join("\n");
}

/** How long the body is. */
export function countBytes({ body }: Pick<RequestPlan, "body">): number {
  if (body === null) return 0;
  return body instanceof Uint8Array ? body.length : body.bytes;
}
