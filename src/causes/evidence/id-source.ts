import type { ResourceKind } from "../../catalog/endpoint.js";
import { type Fix, fix } from "../../catalog/fix.js";
import { requestCommand } from "./request-command.js";

/** The words and the command that say where the real id of a resource comes from. */
export function tellIdSource(kind: ResourceKind): Fix {
  switch (kind) {
    case "sandbox":
      return fix(
        "Take the member id (a UUID, not sandboxId) from the answer that created the sandbox.",
        requestCommand("POST", "/v1/sandboxes", { agent: "my-agent" }),
      );
    case "thread":
      return fix(
        "Take the thread's id, a UUID, from the list of the sandbox's threads.",
        requestCommand("GET", "/v1/sandboxes/<sandbox id>/threads"),
      );
    case "agent":
      return fix("Take the agent's slug from your dashboard, or from the name under which you deployed it.");
    default:
      return fix(
        `Take the ${kind}'s id, a UUID, from the list of your vaults.`,
        requestCommand("GET", "/v1/mcp/vaults"),
      );
  }
}
