import type { Host } from "../../host/host.js";
import type { OptionValues } from "../command.js";
import { readOptionList } from "../read-option-list.js";
import { UsageError } from "../usage-error.js";
import { cannotRead } from "./refuse-body.js";

/** The largest input that is read into memory: 64 MiB; the server takes 10 MB (observed). */
const MOST_BYTES = 64 * 1024 * 1024;

/** True for a source that is standard input: `-`, or as curl and `gh` write it, `@-`. */
export function isStandardInput(source: string): boolean {
  return /^(?:-|@-|@\/dev\/stdin|@\/dev\/fd\/0)$/.test(source);
}

/** Throws UsageError where two options would read standard input: the second one would find it empty. */
export function checkStandardInput(options: OptionValues): void {
  const data = options["data"];
  const fields = readOptionList(options["field"]).map((field) => field.slice(field.indexOf("=") + 1));
  const takers = [
    ...(options["apiKeyStdin"] === true ? ["--api-key-stdin"] : []),
    ...(typeof data === "string" && isStandardInput(data) ? ["-d"] : []),
    ...fields.filter((value) => value.startsWith("@") && isStandardInput(value)).map(() => "-F"),
  ];
  if (takers.length < 2) return;
  const [first, second] = takers;
  throw new UsageError(
    `${first} and ${second} both read standard input`,
    "-",
    "Take one of the two from a file: @file for a body, --api-key-file for a key.",
  );
}

/** Reads `-` or `@-` (standard input) or `@path`, whole. Throws UsageError where it cannot be read. */
export async function readSource(host: Host, source: string, option: string): Promise<Uint8Array> {
  const fromInput = isStandardInput(source);
  const name = fromInput ? "standard input" : source.slice(1);
  if (name === "")
    throw new UsageError(`${option}: @ names no file`, source, "Write it as @file, or @- to read standard input.");
  try {
    return fromInput ? await host.stdin.readAll(MOST_BYTES) : await host.files.read(name, MOST_BYTES);
  } catch (error) {
    throw cannotRead(option, name, error);
  }
}
