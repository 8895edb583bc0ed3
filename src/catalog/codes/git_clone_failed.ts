import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { newerPage, observed } from "../statement.js";

/** `git_clone_failed`: git said no. Seen, not on the Errors page. */
export const gitCloneFailed: CodeEntry = {
  code: "git_clone_failed",
  provenance: "observed",
  meaning: observed("git could not clone the repository in the sandbox."),
  statuses: [{ status: 400, provenance: "observed" }],
  facts: [
    observed("The message is what git wrote, so it names the real reason."),
    observed("A sandbox that is gone gets this code too: its message then says that the sandbox is not found."),
    newerPage("The endpoint is deprecated."),
  ],
  open: ["The Errors page does not list this code."],
  causes: ["sandbox.git_clone_failed", "sandbox.dead"],
  fixes: [
    fix("Read error.message for git's own words: a wrong address, a missing right, or a folder that is not empty."),
    fix("Send token for a private repository, and check the address in a browser."),
    fix("Look at the sandbox where the message names it.", "sandbox-errors request GET /v1/sandboxes/<sandboxId>"),
  ],
  retry: "after_fix",
  retryAdvice: "Do not retry until what git complains about is mended.",
  example: {
    status: 400,
    body: '{"error":{"code":"git_clone_failed","message":"Cloning into \'/home/user/repo\'...\\nremote: Repository not found.\\nfatal: repository \'https://github.com/example/nope.git/\' not found\\n"}}',
    provenance: "observed",
  },
  related: ["invalid_request", "create_pr_failed", "sandbox_unavailable"],
};
