import type { Host } from "../../host/host.js";
import type { OptionValues } from "../command.js";
import { CREDENTIALS_PATH, type FoundKey, readCredentials } from "../find-key.js";

/** What is wrong with the files that a key may stand in, a sentence for each: that others can read them, or that we cannot. */
export async function examineKeyFiles(
  host: Host,
  { apiKeyFile }: OptionValues,
  { text, source }: FoundKey,
): Promise<string[]> {
  const named =
    source === "file" && typeof apiKeyFile === "string" ? await findReaders(host, apiKeyFile, apiKeyFile) : [];
  return [...(await examineCredentials(host, text !== null)), ...named];
}

async function examineCredentials(host: Host, hasKey: boolean): Promise<string[]> {
  const { homeFolder, isFile } = host.files;
  const path = `${homeFolder}/${CREDENTIALS_PATH}`;
  const shown = `~/${CREDENTIALS_PATH}`;
  if (homeFolder === undefined || !(await isFile(path))) return [];
  const { fault } = await readCredentials(host, path);
  if (fault === null) return findReaders(host, path, shown);
  // Where another source has a key, nobody misses this one.
  return hasKey ? [] : [`${shown} ${fault}, so it counts as holding no key.`];
}

async function findReaders({ files, platform }: Host, path: string, shown: string): Promise<string[]> {
  // Modes mean nothing there.
  if (platform === "win32") return [];
  const mode = await files.mode(path);
  if (mode === undefined || (mode & 0o044) === 0) return [];
  const digits = mode.toString(8).padStart(3, "0");
  return [`Others on this machine can read ${shown} (mode ${digits}): chmod 600 ${shown}`];
}
