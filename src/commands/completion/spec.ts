import type { CommandSpec } from "../command.js";

export const completionSpec: CommandSpec = {
  name: "completion",
  summary: "Print the completion script for bash, zsh, fish or PowerShell",
  description:
    "Prints what makes Tab complete commands, options, codes, causes and files in your shell: bash, zsh, fish or powershell. The same files are in the package's folder completions.",
  arguments: [{ name: "shell", description: "bash, zsh, fish or powershell", required: true, completes: "shell" }],
  options: [],
  examples: [
    { line: 'eval "$(sandbox-errors completion bash)"', does: "complete in this bash, or in every one from ~/.bashrc" },
    { line: "source <(sandbox-errors completion zsh)", does: "complete in zsh; in ~/.zshrc it stands behind compinit" },
    {
      line: "sandbox-errors completion fish > ~/.config/fish/completions/sandbox-errors.fish",
      does: "complete in every fish",
    },
    {
      line: "sandbox-errors completion powershell | Out-String | Invoke-Expression",
      does: "complete in this PowerShell, or in every one from $PROFILE",
    },
  ],
  exits: { ok: "the script was printed", usage: "there is no script for this shell" },
  sends: false,
};
