import { KEY_VARIABLES, type KeySource } from "../catalog/key-source.js";
import { type Host, InputTooLarge } from "../host/host.js";
import { readErrorCode } from "../host/read-error-code.js";
import type { OptionValues } from "./command.js";
import { UsageError } from "./usage-error.js";

/** The key that a command uses. Holds the secret itself. */
export interface FoundKey {
  /** Null where no source has one. A variable that is set but empty is found, and empty. */
  readonly text: string | null;
  readonly source: KeySource | null;
  /** Lower sources that hold a key too, and are not used. */
  readonly hides: readonly KeySource[];
}

/** Below the home folder. */
export const CREDENTIALS_PATH = ".an/credentials";
/** A key is short; a longer file is another file. 64 KiB. */
const MOST_BYTES = 65_536;

interface Source {
  readonly source: KeySource;
  readonly read: () => Promise<string | null>;
}

/**
 * Finds the key: flag before environment before credentials file. Every lower source is looked at as well, to name what
 * is hidden. Throws UsageError where a source that was named cannot be read, or two were named at once.
 */
export async function findKey(host: Host, options: OptionValues): Promise<FoundKey> {
  const named = namedSources(host, options);
  if (named.length > 1) {
    throw new UsageError("The key was given twice", null, "Use one of --api-key, --api-key-file and --api-key-stdin.");
  }
  const sources = [...named, ...environmentSources(host), credentialsSource(host)];
  const found: { source: KeySource; text: string }[] = [];
  for (const { source, read } of sources) {
    const text = await read();
    if (text !== null) found.push({ source, text });
  }
  const [used, ...hidden] = found;
  return { text: used?.text ?? null, source: used?.source ?? null, hides: hidden.map(({ source }) => source) };
}

function namedSources(host: Host, options: OptionValues): Source[] {
  const { apiKey, apiKeyFile, apiKeyStdin } = options as Record<string, unknown>;
  const sources: Source[] = [];
  if (typeof apiKey === "string") sources.push({ source: "flag", read: async () => apiKey });
  if (typeof apiKeyFile === "string") sources.push({ source: "file", read: () => readKeyFile(host, apiKeyFile) });
  if (apiKeyStdin === true) sources.push({ source: "stdin", read: () => readKeyInput(host) });
  return sources;
}

function environmentSources({ env }: Host): Source[] {
  return KEY_VARIABLES.map((name) => ({ source: `env:${name}` as const, read: async () => env[name] ?? null }));
}

async function readKeyFile(host: Host, path: string): Promise<string> {
  try {
    return trimOneBreak(new TextDecoder().decode(await host.files.read(path, MOST_BYTES)));
  } catch (error) {
    const why =
      error instanceof InputTooLarge
        ? "it is larger than any key"
        : error instanceof Error
          ? error.message
          : String(error);
    throw new UsageError(
      `The key file "${path}" cannot be read: ${why}`,
      path,
      "Name a file that holds the key and nothing else.",
    );
  }
}

async function readKeyInput(host: Host): Promise<string> {
  if (host.stdin.isTTY)
    throw new UsageError(
      "--api-key-stdin needs the key on standard input",
      "--api-key-stdin",
      "Pipe it in, such as: cat key.txt | sandbox-errors check-key --api-key-stdin",
    );
  try {
    return trimOneBreak(new TextDecoder().decode(await host.stdin.readAll(MOST_BYTES)));
  } catch {
    throw new UsageError(
      "Standard input is longer than any key",
      "--api-key-stdin",
      "Pipe in the key and nothing else.",
    );
  }
}

/** Editors and `echo` end a file with one line break; a second one is somebody's mistake, and is reported. */
function trimOneBreak(text: string): string {
  return text.replace(/^\uFEFF/, "").replace(/\r?\n$/, "");
}

/** The file that the vendor's own command line writes. One that is missing or of another form holds no key. */
function credentialsSource(host: Host): Source {
  return {
    source: "credentials",
    async read() {
      const home = host.files.homeFolder;
      return home === undefined ? null : (await readCredentials(host, `${home}/${CREDENTIALS_PATH}`)).key;
    },
  };
}

/** Reads a credentials file: its key, or why there is none, as a predicate such as `is no JSON`. */
export async function readCredentials(
  { files }: Host,
  path: string,
): Promise<{ readonly key: string; readonly fault: null } | { readonly key: null; readonly fault: string }> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(await files.read(path, MOST_BYTES)));
  } catch (error) {
    if (error instanceof SyntaxError) return { key: null, fault: "is no JSON" };
    if (error instanceof InputTooLarge) return { key: null, fault: "is larger than any key" };
    const code = readErrorCode(error);
    return { key: null, fault: `cannot be read${code === undefined ? "" : ` (${code})`}` };
  }
  const isObject = typeof json === "object" && json !== null && Object.hasOwn(json, "apiKey");
  const key = isObject ? (json as { apiKey: unknown }).apiKey : undefined;
  return typeof key === "string" ? { key, fault: null } : { key: null, fault: "has no text in a member apiKey" };
}
