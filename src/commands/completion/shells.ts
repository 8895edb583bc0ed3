/** A shell with completions: its name, and the file in the package's folder `completions` that its users load. */
export interface Shell {
  readonly name: "bash" | "zsh" | "fish" | "powershell";
  readonly file: string;
}

/** The folder of completion scripts, from the package's root. */
export const COMPLETIONS_FOLDER = "completions";

/** Every shell with completions. zsh and fish find a file by such a name themselves. */
export const SHELLS: readonly Shell[] = [
  { name: "bash", file: "sandbox-errors.bash" },
  { name: "zsh", file: "_sandbox-errors" },
  { name: "fish", file: "sandbox-errors.fish" },
  { name: "powershell", file: "sandbox-errors.ps1" },
];
