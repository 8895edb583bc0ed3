import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import { type CliOptions, type CliResult, runCli } from "../../cli/run-cli.js";

/** What the tests look at in a document; the schema says the rest. */
export interface SeenDocument {
  readonly command: string | null;
  readonly exit: { readonly code: number; readonly name: string };
  readonly error: { readonly message: string; readonly subject: string | null; readonly hint: string | null } | null;
  readonly verdict?: string;
  readonly key?: { readonly source: string | null; readonly hides: readonly string[]; readonly fingerprint: string };
  readonly report?: SeenReport;
  readonly reports?: readonly SeenReport[];
  readonly entries?: readonly { readonly kind: string; readonly id: string }[];
}

interface SeenReport {
  readonly diagnoses: readonly { readonly cause: string; readonly status: number | null }[];
  readonly attempts: readonly {
    readonly response: { readonly status: number; readonly body: object } | null;
    readonly failure: { readonly kind: string; readonly phase: string | null } | null;
    readonly waitedMs: number;
  }[];
}

/** The schema as it ships. */
export const SHIPPED_SCHEMA: object = JSON.parse(readFileSync(resolve("src/output.schema.json"), "utf8"));

const validate = new Ajv2020({ strict: true, allErrors: true }).compile(SHIPPED_SCHEMA);

/** What the schema has against a document; null where nothing. */
export function findFaults(document: unknown): string | null {
  if (validate(document)) return null;
  const deepest = [...(validate.errors ?? [])].sort((a, b) => b.instancePath.length - a.instancePath.length);
  return deepest
    .slice(0, 5)
    .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
    .join("\n");
}

/** Runs the command line with `--json`, and asserts what holds however it ends: one document, true to the schema. */
export async function runJson(
  args: readonly string[],
  options: CliOptions = {},
): Promise<{ readonly document: SeenDocument; readonly run: CliResult }> {
  const at = args.indexOf("--");
  const words = at < 0 ? [...args, "--json"] : [...args.slice(0, at), "--json", ...args.slice(at)];
  const run = await runCli(words, options);
  const document = readDocument(run);
  return { document, run };
}

/** The one document of a run. Asserts that stdout holds nothing else and that the exit code is the document's. */
export function readDocument(run: CliResult): SeenDocument {
  let document: SeenDocument;
  try {
    document = JSON.parse(run.stdout);
  } catch {
    return assert.fail(`stdout is not one JSON document (${run.code ?? run.signal}):\n${run.stdout}\n${run.stderr}`);
  }
  assert.equal(findFaults(document), null, run.stdout.slice(0, 2000));
  assert.doesNotMatch(run.stderr, /schemaVersion/);
  assert.equal(run.code, document.exit.code);
  return document;
}
