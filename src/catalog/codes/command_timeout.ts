import type { CodeEntry } from "../code-entry.js";
import { fix } from "../fix.js";
import { newerPage, observed } from "../statement.js";

/** `command_timeout`: a command ran too long. Seen, not on the Errors page. */
export const commandTimeout: CodeEntry = {
  code: "command_timeout",
  provenance: "observed",
  meaning: observed("The command in the sandbox ran longer than timeoutMs allows."),
  statuses: [{ status: 408, provenance: "observed" }],
  facts: [
    newerPage("The API reference gives 30000 ms as the default."),
    observed("The published server's default is 60000 ms, and its limit 600000 ms."),
    observed("A command that ends with an error is no error of the API: it gets 200 with its exitCode."),
  ],
  open: [
    "The Errors page lists neither this code nor 408.",
    "No source says whether the command goes on after its time is up.",
  ],
  causes: ["sandbox.command_timeout"],
  fixes: [
    fix(
      "Raise timeoutMs, to 600000 at most.",
      "sandbox-errors request POST /v1/sandboxes/<sandboxId>/exec -f command=<command> -F timeoutMs=600000",
    ),
    fix("Run work that lasts longer in the background of the sandbox, and read its output from a file."),
  ],
  retry: "after_fix",
  retryAdvice: "Retry with a larger timeoutMs; check first that a second run of the command does no harm.",
  example: {
    status: 408,
    body: '{"error":{"code":"command_timeout","message":"Command execution timed out"}}',
    provenance: "observed",
  },
  related: ["sandbox_error", "sandbox_unavailable", "internal_error"],
};
