/** The layer of the run that an error's text names by its prefix. */
export interface NamedLayer {
  /** The prefix as it stood there. */
  readonly prefix: string;
  readonly kind: "session_start" | "agent_execute" | "tool" | "mcp_proxy" | "agent_process" | "model";
  /** Words for it, such as `the MCP server "linear"`. */
  readonly words: string;
}

/**
 * Reads the layer out of an error's text: `[session_start]`, `[agent_execute]`, `[tool:x]`, `[mcp_proxy:x]`, `ACP …`,
 * `API Error: 529` (read in the published server's source). A code before it (`sandbox_error: …`) is skipped.
 */
export function readNamedLayer(text: string): NamedLayer | undefined {
  const told = text.slice(0, 1000).replace(/^[a-z_]{2,60}: /, "");
  const bracket = /(?:^|\s)(\[(session_start|agent_execute|tool|mcp_proxy)(?::([^\]\s]{1,80}))?\])/.exec(told);
  if (bracket !== null && bracket.index < 40) return nameBracket(bracket[1] ?? "", bracket[2] ?? "", bracket[3] ?? "");
  const process = /^ACP (?:process exited with (?:code|signal) \S{1,20}|error(?: \[[^\]]{0,40}\])?)/.exec(told);
  if (process !== null) {
    return { prefix: process[0], kind: "agent_process", words: "the agent's own process in the sandbox" };
  }
  const model = /\bAPI Error:? ?(\d{3})?/.exec(told);
  if (model !== null) return { prefix: model[0].trim(), kind: "model", words: "the model's API" };
  return undefined;
}

function nameBracket(prefix: string, kind: string, name: string): NamedLayer {
  switch (kind) {
    case "session_start":
      return { prefix, kind, words: "the start of the agent's session, before any message was worked on" };
    case "agent_execute":
      return { prefix, kind, words: "the agent's own code while it worked on the message" };
    case "tool":
      return { prefix, kind, words: name === "" ? "a tool of the agent" : `the agent's tool "${name}"` };
    default:
      return { prefix, kind: "mcp_proxy", words: name === "" ? "an MCP server" : `the MCP server "${name}"` };
  }
}
