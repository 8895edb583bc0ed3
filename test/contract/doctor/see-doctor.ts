import assert from "node:assert/strict";
import { DOCTOR_LAYERS, type DoctorLayerName } from "../../../src/render/report/doctor-layer.js";
import { KEY } from "../../cli/raw-answers.js";
import { runJson } from "../json/run-json.js";

/** What the tests look at in a layer. */
export interface SeenLayer {
  readonly name: string;
  readonly ok: boolean | null;
  readonly durationMs: number;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly report: {
    readonly diagnoses: readonly { readonly cause: string }[];
    readonly attempts: readonly { readonly request: { readonly headers: readonly { readonly name: string }[] } }[];
  };
}

/** One examination. */
export interface SeenDoctor {
  readonly exit: { readonly code: number; readonly name: string };
  readonly error: { readonly message: string; readonly hint: string | null } | null;
  /** Each layer's `ok`, in order: y, n, or - where it was not checked. */
  readonly marks: string;
  layer(name: DoctorLayerName): SeenLayer;
  /** The values of all facts of that name in a layer. */
  facts(layer: DoctorLayerName, name: string): readonly string[];
  /** The causes in a layer's report. */
  causes(layer: DoctorLayerName): readonly string[];
}

/**
 * Runs `doctor --json` with a good key unless `env` has another or `key` is null, and asserts what always holds: the schema, every layer in
 * its order, at most one request with the key, and the key nowhere.
 */
export async function seeDoctor(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  key: string | null = KEY,
): Promise<SeenDoctor> {
  const keyed = key === null ? {} : { SANDBOX_API_KEY: key };
  const { document, run } = await runJson(["doctor", ...args], { env: { ...keyed, ...env } });
  const { exit, error, layers } = document as unknown as SeenDoctor & { layers: readonly SeenLayer[] };
  assert.deepEqual(
    layers.map(({ name }) => name),
    DOCTOR_LAYERS,
  );
  assert.ok(!`${run.stdout}${run.stderr}`.includes(KEY.slice(8, 40)));
  const withKey = layers
    .flatMap(({ report }) => report.attempts)
    .filter(({ request }) => request.headers.some(({ name }) => name === "Authorization"));
  assert.ok(withKey.length <= 1);
  const layer = (name: DoctorLayerName): SeenLayer =>
    layers.find((each) => each.name === name) ?? assert.fail(`no layer ${name}`);
  return {
    exit,
    error,
    marks: layers.map(({ ok }) => (ok === null ? "-" : ok ? "y" : "n")).join(""),
    layer,
    facts: (of, wanted) =>
      layer(of)
        .facts.filter(({ name }) => name === wanted)
        .map(({ value }) => value),
    causes: (of) => layer(of).report.diagnoses.map(({ cause }) => cause),
  };
}
