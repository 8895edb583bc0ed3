import type { Annotation } from "../render/report/list-annotations.js";
import type { Style } from "../render/style.js";
import type { SecretRegistry } from "../text/secret-registry.js";

/** Where a command's words and data go. With `--json` the two that speak to people are silent. */
export interface Output {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Width for text on stdout and on stderr, in columns. */
  readonly stdoutWidth: number;
  readonly stderrWidth: number;
  /** Colours for each stream; plain where it takes none. */
  stdoutStyle(): Promise<Style>;
  stderrStyle(): Promise<Style>;
  /** Text for people on stdout: redacted, neutralised. Silent with `--json`. */
  print(text: string): Promise<void>;
  /** Talk on stderr: redacted, neutralised. Silent with `--json`; `--quiet` is the caller's to heed. */
  say(text: string): Promise<void>;
  /**
   * An annotation for GitHub Actions on stderr, with `--json` too. The one workflow command that this program writes: its
   * texts are redacted, neutralised and escaped, so that only its own form gets through.
   */
  annotate(annotation: Annotation): Promise<void>;
  /** Bytes of a good answer, as they are. Silent with `--json`. False where the reader has gone. */
  pass(bytes: Uint8Array | string): Promise<boolean>;
  /** Texts that must reach no output. */
  readonly secrets: SecretRegistry;
}
