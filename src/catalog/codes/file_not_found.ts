import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { observed } from "../statement.js";

/** `file_not_found`: no such path in the sandbox. Seen, not on the Errors page. */
export const fileNotFound: CodeEntry = {
  code: "file_not_found",
  provenance: "observed",
  meaning: observed("The path does not exist in the sandbox."),
  statuses: [{ status: 404, provenance: "observed" }],
  facts: [
    observed(
      "List, info and rename send it for a missing path; reading a missing file gets 500 internal_error instead.",
    ),
    observed(
      "A sandbox that is gone gets it too on list, rename and remove: where even the home folder is not found, the sandbox is what is missing.",
    ),
  ],
  open: ["The Errors page has not_found for this; it does not list this code."],
  causes: ["file.not_found", "sandbox.dead"],
  fixes: [
    fix(
      "List the folder, and compare the name with yours.",
      "sandbox-errors request GET /v1/sandboxes/<sandboxId>/files/list --query path=/home/user",
    ),
    fix("Use an absolute path, such as /home/user/notes.txt."),
    fix(
      "Make a new sandbox where the home folder itself is not found.",
      "sandbox-errors request POST /v1/sandboxes -f agent=<agent>",
    ),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry: correct the path or write the file first.",
  example: {
    status: 404,
    body: '{"error":{"code":"file_not_found","message":"Path \\"/home/user/nope\\" not found"}}',
    provenance: "observed",
  },
  related: ["not_found", "sandbox_not_found", "sandbox_unavailable"],
};
