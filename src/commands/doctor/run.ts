import { HARMLESS_PATH } from "../../diagnosis/read-verdict.js";
import type { KeyInUse } from "../../doctor/check-key-text.js";
import type { CheckedLayer } from "../../doctor/checked-layer.js";
import type { DoctorTarget } from "../../doctor/doctor-setting.js";
import { exitOfLayers } from "../../doctor/exit-of-layers.js";
import { runDoctor } from "../../doctor/run-doctor.js";
import type { Host } from "../../host/host.js";
import { findExemption, findProxy } from "../../http/proxy.js";
import { createPage } from "../../render/human/page.js";
import { renderLayer, renderLayerCount } from "../../render/human/render-layer.js";
import { toAttempt } from "../attempt.js";
import type { CommandCall, CommandRun, Outcome } from "../command.js";
import { createOrder } from "../create-sender.js";
import { exit } from "../exit.js";
import { type FoundKey, findKey } from "../find-key.js";
import { fingerprintKey } from "../fingerprint-key.js";
import { interruptedExit } from "../interrupted.js";
import { addSecret, type Embedded, startEmbedded } from "../open-target.js";
import type { Settings } from "../settings.js";
import { UsageError } from "../usage-error.js";
import { examineKeyFiles } from "./examine-key-files.js";
import { findExtraCa } from "./find-extra-ca.js";
import { judgeContract } from "./judge-contract.js";
import { listSettings } from "./list-settings.js";

/** Checks every layer between here and an answer, and says which one fails. */
export const run: CommandRun = async (call) => {
  const embedded = call.options["mock"] === true ? await startEmbedded(call.host) : null;
  try {
    return await examine(call, embedded);
  } finally {
    await embedded?.close();
  }
};

async function examine(call: CommandCall, embedded: Embedded | null): Promise<Outcome> {
  const { host, output, options } = call;
  const { list, problems, settings } = listSettings(host, options, embedded?.url ?? null);
  const key = await findKeyOrProblem(host, options, embedded);
  if (!(key instanceof UsageError)) addSecret(output, key.text);
  const wrong = key instanceof UsageError ? [...problems, key] : problems;
  const line = output.json || output.quiet ? null : await host.openLiveLine();
  const printed: CheckedLayer[] = [];
  const layers = await runDoctor({
    configuration: { nodeVersion: host.nodeVersion, platform: host.platform, settings: list, problems: wrong },
    key: key instanceof UsageError ? null : await describeKey(call, key, embedded),
    target: settings === null ? null : openDoctorTarget(host, settings),
    proxyVariables: listProxyVariables(host.env),
    trust: {
      extraCa: await findExtraCa(host),
      trustsAnyone: host.env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0",
    },
    judge: judgeContract,
    now: host.clock.now,
    interrupted: host.signals.interrupted,
    onLayer: async (layer) => {
      line?.clear();
      await printLayer(call, layer, printed);
      printed.push(layer);
      line?.show("Checking the next layer …");
    },
  });
  line?.clear();
  return end(call, layers, wrong[0]);
}

async function describeKey(
  { host, options }: CommandCall,
  key: FoundKey,
  embedded: Embedded | null,
): Promise<KeyInUse> {
  const warnings = embedded === null ? await examineKeyFiles(host, options, key) : [];
  return { ...key, fingerprint: fingerprintKey(key.text), warnings };
}

async function findKeyOrProblem(
  host: Host,
  options: CommandCall["options"],
  embedded: Embedded | null,
): Promise<FoundKey | UsageError> {
  try {
    return await (embedded === null ? findKey(host, options) : embedded.findKey(options));
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
}

function openDoctorTarget(host: Host, settings: Settings): DoctorTarget {
  const { baseUrl } = settings;
  const url = new URL(`${baseUrl.origin}${baseUrl.pathname.replace(/\/$/, "")}${HARMLESS_PATH}`);
  const found = findProxy(url, host.env);
  const isInvalid = found !== null && "invalid" in found;
  return {
    url,
    proxy: {
      url,
      proxy: isInvalid ? null : found,
      invalid: isInvalid ? found.invalid : null,
      exemption: findExemption(url, host.env),
      variables: listProxyVariables(host.env),
    },
    writeOrder: (key) =>
      createOrder(host, settings, {
        method: "GET",
        url,
        headers: key === null ? [] : [{ name: "Authorization", value: `Bearer ${key}` }],
        body: null,
      }),
  };
}

function listProxyVariables(env: Host["env"]): string[] {
  const names = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"];
  return names.flatMap((name) => [name.toLowerCase(), name]).filter((name) => (env[name] ?? "") !== "");
}

async function printLayer(
  { output }: CommandCall,
  layer: CheckedLayer,
  before: readonly CheckedLayer[],
): Promise<void> {
  if (output.json || (output.quiet && layer.ok !== false)) return;
  const page = createPage(output.stdoutWidth, await output.stdoutStyle());
  const like = before.find((each) => each.ok === false && hasSameCause(each, layer));
  renderLayer(page, layer, { full: output.verbose, likeLayer: like?.name });
  await output.print(page.toString());
}

function hasSameCause({ diagnoses: [one] }: CheckedLayer, { diagnoses: [other] }: CheckedLayer): boolean {
  return one !== undefined && one.cause === other?.cause && one.explanation === other.explanation;
}

async function end(
  { host, output }: CommandCall,
  layers: readonly CheckedLayer[],
  wrong: UsageError | undefined,
): Promise<Outcome> {
  const isInterrupted = host.signals.interrupted.aborted;
  const name = exitOfLayers(layers);
  if (!output.json && !output.quiet) {
    const page = createPage(output.stdoutWidth, await output.stdoutStyle());
    renderLayerCount(page, layers);
    // A layer that failed has ended with an empty line.
    await output.print(`${layers.at(-1)?.ok === false ? "" : "\n"}${page.toString()}`);
  }
  const old = { message: "This Node is too old", subject: host.nodeVersion, hint: "Install Node 20.18.1 or later." };
  const error = wrong === undefined ? old : { message: wrong.message, subject: wrong.subject, hint: wrong.hint };
  return {
    exit: isInterrupted ? interruptedExit(host) : exit(name),
    members: { layers: layers.map(writeLayer) },
    ...(name === "usage" && !isInterrupted ? { error } : {}),
  };
}

function writeLayer({ name, ok, durationMs, facts, diagnoses, sent }: CheckedLayer): object {
  const attempts = sent.map(({ exchange, startedAt, durationMs: tookMs }, i) =>
    toAttempt(exchange, { n: i + 1, startedAt, durationMs: tookMs, waitedMs: 0 }),
  );
  return { name, ok, durationMs: Math.round(durationMs), facts, report: { diagnoses, attempts } };
}
