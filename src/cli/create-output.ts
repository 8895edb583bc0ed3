import type { OptionValues } from "../commands/command.js";
import type { Output } from "../commands/output.js";
import { readColorLevel } from "../host/color-level.js";
import type { Host, OutputStream } from "../host/host.js";
import { writeAnnotation } from "../render/report/write-annotation.js";
import { loadStyle, type Style } from "../render/style.js";
import { neutraliseStyled } from "../text/neutralise.js";
import type { SecretRegistry } from "../text/secret-registry.js";

/** The width of text where no terminal tells one, in columns. */
const USUAL_WIDTH = 80;

/** Makes the one way to the streams: whatever passes is redacted and harmless. */
export function createOutput(host: Host, secrets: SecretRegistry, json: boolean, options: OptionValues): Output {
  const choice = options["color"] === "always" || options["color"] === "never" ? options["color"] : "auto";
  const styleOf = (stream: OutputStream): Promise<Style> => loadStyle(readColorLevel(choice, host.env, stream.isTTY));
  const safe = (text: string): string => neutraliseStyled(secrets.redact(text));
  return {
    json,
    quiet: options["quiet"] === true,
    verbose: options["verbose"] === true,
    stdoutWidth: host.stdout.columns() ?? USUAL_WIDTH,
    stderrWidth: host.stderr.columns() ?? USUAL_WIDTH,
    stdoutStyle: () => styleOf(host.stdout),
    stderrStyle: () => styleOf(host.stderr),
    async print(text) {
      if (!json) await host.stdout.write(safe(text));
    },
    async say(text) {
      if (!json) await host.stderr.write(safe(text));
    },
    async annotate(annotation) {
      await host.stderr.write(writeAnnotation(annotation, secrets.redact));
    },
    pass: async (bytes) => (json ? true : host.stdout.write(bytes)),
    secrets,
  };
}
