import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { documented, newerPage, observed } from "../statement.js";

/** `not_found`: what the request names is not there. On the Errors page. */
export const notFound: CodeEntry = {
  code: "not_found",
  provenance: "documented",
  meaning: documented("The specified resource (sandbox, thread, etc.) does not exist."),
  statuses: [{ status: 404, provenance: "newer_page" }],
  facts: [
    newerPage("The newer page counts vaults and credentials among the resources."),
    observed(
      "The published server sends this code for vaults and credentials alone; elsewhere it sends agent_not_found, sandbox_not_found, thread_not_found or file_not_found.",
    ),
    observed("A path that the API does not have gets an HTML page with 404, not this code."),
    observed("A chat with an unknown sandboxId gets no 404: it creates a sandbox under that name."),
  ],
  open: [
    "The Errors page pairs no status with this code; 404 follows from its wording, and the page on vaults gives it.",
    "The page does not say whether a resource of another team gets 404 or 403.",
  ],
  causes: [
    "resource.not_found",
    "sandbox.not_found",
    "thread.not_found",
    "agent.not_found",
    "vault.not_found",
    "resource.placeholder_id",
    "resource.wrong_id_kind",
  ],
  fixes: [
    fix("Compare the id in your request with the id that the API gave you when you created the resource."),
    fix(
      "Use id, not sandboxId, of the answer that created the sandbox.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>",
    ),
    fix("Check that your key belongs to the team that owns the resource.", "sandbox-errors check-key"),
    fix(
      "Create the resource again where it was deleted.",
      "sandbox-errors request POST /v1/sandboxes -f agent=<agent>",
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry: the resource stays missing until you correct the id or create it.",
  example: {
    status: 404,
    body: '{"error":{"code":"not_found","message":"The specified resource does not exist","status":404}}',
    provenance: "inferred",
  },
  related: ["sandbox_not_found", "thread_not_found", "agent_not_found", "file_not_found", "stream_not_found"],
};
