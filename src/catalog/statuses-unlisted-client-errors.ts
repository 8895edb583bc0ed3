import { fix } from "./fix.js";
import { inferred, observed } from "./statement.js";
import type { StatusEntry } from "./status-entry.js";

const NOT_LISTED = "The page does not list this status.";

/** The statuses 4xx that the page does not list. */
export const UNLISTED_CLIENT_ERRORS: readonly StatusEntry[] = [
  {
    status: 402,
    name: "Payment Required",
    provenance: "observed",
    meaning: observed("Billing or a sandbox's budget does not allow the run."),
    facts: [
      observed("With billing_not_ready, the message ends with the blocker and setup_url may lead to its cure."),
      observed("With budget_exceeded, the answer has spentUsd and limitUsd."),
    ],
    open: [NOT_LISTED],
    codes: ["billing_not_ready", "budget_exceeded"],
    causes: ["billing.not_ready", "budget.sandbox", "billing.check_failed"],
    fixes: [
      fix("Read error.code: billing_not_ready is about the team's account, budget_exceeded about this sandbox."),
      fix("Open setup_url in a browser where the answer has one."),
      fix(
        "Make a new sandbox where the budget of this one is spent.",
        "sandbox-errors request POST /v1/sandboxes -f agent=<agent>",
      ),
    ],
    retry: "after_fix",
    retryAdvice: "Do not retry until billing is set up or the limit is raised.",
  },
  {
    status: 405,
    name: "Method Not Allowed",
    provenance: "inferred",
    meaning: inferred("The address does not take this method, and this API did not say so."),
    facts: [observed("The published server never sends it: a wrong method gets 404 with an HTML page.")],
    open: [NOT_LISTED],
    codes: [],
    causes: ["route.method", "route.wrong_host"],
    fixes: [
      fix(
        "Check the base URL: this API is at https://relay.an.dev.",
        "sandbox-errors request GET /health --verbose --base-url https://relay.an.dev",
      ),
      fix("Compare method and path with the endpoint."),
    ],
    retry: "never",
    retryAdvice: "Do not retry: the same method is refused again.",
  },
  {
    status: 408,
    name: "Request Timeout",
    provenance: "observed",
    meaning: observed("A command in the sandbox ran longer than timeoutMs allows."),
    facts: [observed("Only exec sends it, with the code command_timeout.")],
    open: [NOT_LISTED],
    codes: ["command_timeout"],
    causes: ["sandbox.command_timeout"],
    fixes: [
      fix(
        "Raise timeoutMs, to 600000 at most.",
        "sandbox-errors request POST /v1/sandboxes/<sandboxId>/exec -f command=<command> -F timeoutMs=600000",
      ),
    ],
    retry: "after_fix",
    retryAdvice: "Retry with a larger timeoutMs; check first that a second run does no harm.",
  },
  {
    status: 413,
    name: "Content Too Large",
    provenance: "inferred",
    meaning: inferred("The body is larger than something on the way allows."),
    facts: [
      observed("The published server says 400 invalid_json to a body over 10 MB, so a 413 comes from in front of it."),
    ],
    open: [NOT_LISTED, "The page gives no limit for the body."],
    codes: [],
    causes: ["request.too_large"],
    fixes: [
      fix("Keep the body under 10 MB: write large files in several requests."),
      fix("Let the sandbox download large files itself instead of sending them."),
    ],
    retry: "never",
    retryAdvice: "Do not retry: the same body is refused again.",
  },
  {
    status: 431,
    name: "Request Header Fields Too Large",
    provenance: "observed",
    meaning: observed("The headers are larger than 16 KB."),
    facts: [observed("The answer has no body.")],
    open: [NOT_LISTED],
    codes: [],
    causes: ["request.headers_too_large"],
    fixes: [
      fix("Check that the key is a key and not the contents of a file.", "sandbox-errors check-key"),
      fix("Leave cookies and other large headers out."),
    ],
    retry: "never",
    retryAdvice: "Do not retry: the same headers are refused again.",
  },
];
