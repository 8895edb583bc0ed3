import type { Host } from "../../host/host.js";
import type { OptionValues } from "../command.js";
import { UsageError } from "../usage-error.js";
import { checkNamedFile } from "../write-named-files.js";

/** The file that `-o` names; undefined where the answer goes to standard output: without it, and as in curl with `-o -`. */
export function readOutputPath({ output }: OptionValues): string | undefined {
  return typeof output !== "string" || /^(?:-|\/dev\/stdout|\/dev\/fd\/1)$/.test(output) ? undefined : output;
}

/** Throws UsageError where a file could not be written. Asked before anything is sent, so that no answer is lost. */
export async function checkOutputs(host: Host, options: OptionValues): Promise<void> {
  const { har } = options;
  const path = readOutputPath(options);
  if (path !== undefined) await checkNamedFile(host, { option: "-o", path });
  if (typeof har !== "string") return;
  if (har === path) throw new UsageError("-o and --har name the same file", har, "Name two files.");
  await checkNamedFile(host, { option: "--har", path: har });
}
