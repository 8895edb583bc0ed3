import { findKeyDefect } from "../catalog/key-form.js";
import type { Host } from "../host/host.js";
import type { CommandCall } from "./command.js";
import { type FoundKey, findKey } from "./find-key.js";
import { readSettings, type Settings } from "./settings.js";

/** Whom a command talks to, and as whom. */
export interface Target {
  readonly settings: Settings;
  readonly key: FoundKey;
  /** Ends what was started for it. */
  close(): Promise<void>;
}

/**
 * Reads settings and key, or with `--mock` starts an embedded API and uses its address and key (a key that was given as
 * an option still counts, so that its refusal can be tried out). Registers the key as a secret.
 */
export async function openTarget({
  host,
  output,
  options,
}: Pick<CommandCall, "host" | "output" | "options">): Promise<Target> {
  if (options["mock"] === true) return openMock(host, output, options);
  const settings = readSettings(host, options);
  const key = await findKey(host, options);
  addSecret(output, key.text);
  return { settings, key, close: async () => undefined };
}

async function openMock(host: Host, output: CommandCall["output"], options: CommandCall["options"]): Promise<Target> {
  const embedded = await startEmbedded(host);
  try {
    const settings = readSettings(host, { ...options, baseUrl: embedded.url });
    const key = await embedded.findKey(options);
    addSecret(output, key.text);
    return { settings, key, close: embedded.close };
  } catch (error) {
    await embedded.close();
    throw error;
  }
}

/** An embedded API for one command. */
export interface Embedded {
  readonly url: string;
  /** Its own key, unless an option gives another. Throws UsageError as `findKey` of the sources does. */
  findKey(options: CommandCall["options"]): Promise<FoundKey>;
  close(): Promise<void>;
}

/** Starts an embedded API on a free port of the loopback. */
export async function startEmbedded(host: Host): Promise<Embedded> {
  // Loaded only here: real calls need no server.
  const { startMock } = await import("../mock/start-mock.js");
  const mock = await startMock({ now: host.clock.now, random: host.random });
  return {
    url: mock.url,
    async findKey(options) {
      const given = await findKey({ ...host, env: {}, files: { ...host.files, homeFolder: undefined } }, options);
      return given.source === null ? { text: mock.key, source: null, hides: [] } : given;
    },
    close: () => mock.close(),
  };
}

/** Registers a key as a secret. Words such as `undefined` are evidence, not secrets; hiding them would hide the diagnosis. */
export function addSecret(output: CommandCall["output"], text: string | null): void {
  const kind = findKeyDefect(text ?? "")?.kind;
  if (text !== null && text.trim().length >= 5 && kind !== "unset" && kind !== "placeholder") output.secrets.add(text);
}
