import { fix } from "./fix.js";
import { documented, inferred, observed } from "./statement.js";
import type { StatusEntry } from "./status-entry.js";

const NOT_LISTED = "The page does not list this status.";
const NO_IDEMPOTENCY = "The page names no idempotency key, so it is not said whether a repeated POST runs twice.";
const LOOK_FIRST = fix("Before you repeat a POST, look whether the first one took effect.");
const FIND_LAYER = fix("See what answers a request that needs no key.", "sandbox-errors request GET /health --verbose");

/** The statuses 5xx that the API or its sandboxes send. */
const API_ERRORS: readonly StatusEntry[] = [
  {
    status: 500,
    name: "Internal Server Error",
    provenance: "documented",
    meaning: documented("Unexpected server failure."),
    facts: [
      observed(
        "The published server sends it with the code internal_error, for mistakes of the caller too: a missing content type, messages without parts, a thread id that is no UUID.",
      ),
      observed("The body can be an HTML page with a stack trace that holds what you sent, even your key."),
    ],
    open: ["The page gives no code for 500.", NO_IDEMPOTENCY],
    codes: ["internal_error", "sandbox_error", "create_pr_failed"],
    causes: [
      "server.internal",
      "request.no_content_type",
      "request.message_format",
      "resource.malformed_id",
      "sandbox.dead",
      "file.not_found",
      "sandbox.limit_reached",
      "rate_limit.provider",
      "server.provider_unreachable",
      "sandbox.runtime_error",
    ],
    fixes: [
      fix("Read the message: it often names a mistake in the request or a sandbox that is gone."),
      LOOK_FIRST,
      fix("Where it fails again, report the time, the path and the message without your key."),
    ],
    retry: "with_backoff",
    retryAdvice: "Read the message first; where it names nothing of yours, retry with growing pauses.",
  },
  {
    status: 502,
    name: "Bad Gateway",
    provenance: "observed",
    meaning: observed("The sandbox's runtime, or a server on the way, gave a bad answer."),
    facts: [
      observed("With the code sandbox_error, the runtime in the sandbox failed."),
      inferred("With an HTML page or no body, a gateway in front of the API answers."),
    ],
    open: [NOT_LISTED, NO_IDEMPOTENCY],
    codes: ["sandbox_error"],
    causes: ["sandbox.runtime_error", "gateway.error", "sandbox.dead"],
    fixes: [
      fix("Send it once more after a pause."),
      fix(
        "Make a new sandbox where sandbox_error comes again.",
        "sandbox-errors request POST /v1/sandboxes -f agent=<agent>",
      ),
      FIND_LAYER,
    ],
    retry: "with_backoff",
    retryAdvice: "Retry with growing pauses.",
  },
  {
    status: 503,
    name: "Service Unavailable",
    provenance: "documented",
    meaning: documented("Sandbox runtime is temporarily unavailable."),
    facts: [
      observed("The published server sends it with the code sandbox_unavailable, which the page does not list."),
      observed(
        "A sandbox that its provider has deleted gets 503 too; the message then says not found, and it never comes back.",
      ),
    ],
    open: ["The page gives no code for 503.", "The page promises no wait with 503.", NO_IDEMPOTENCY],
    codes: ["sandbox_unavailable"],
    causes: ["sandbox.unavailable", "sandbox.dead", "server.unavailable", "server.provider_unreachable"],
    fixes: [
      fix("Read error.message: not found means that the sandbox is gone."),
      fix("Make a new sandbox where it is gone.", "sandbox-errors request POST /v1/sandboxes -f agent=<agent>"),
      fix("Else wait some seconds and try again.", "sandbox-errors request GET /v1/sandboxes/<sandboxId>"),
    ],
    retry: "with_backoff",
    retryAdvice: "Retry with growing pauses, unless the message says not found: then make a new sandbox.",
  },
  {
    status: 504,
    name: "Gateway Timeout",
    provenance: "inferred",
    meaning: inferred("A gateway in front of the API waited too long for its answer."),
    facts: [inferred("The request may still run: only its answer is lost.")],
    open: [NOT_LISTED, NO_IDEMPOTENCY],
    codes: [],
    causes: ["gateway.error"],
    fixes: [LOOK_FIRST, fix("Wait some seconds, then try again."), FIND_LAYER],
    retry: "with_backoff",
    retryAdvice: "Retry with growing pauses.",
  },
  {
    status: 529,
    name: "Overloaded",
    provenance: "inferred",
    meaning: inferred("The model provider is overloaded."),
    facts: [
      observed(
        "It is never the API's own status: it stands in the text of an error or of a stream, as in API Error: 529.",
      ),
      inferred("It says nothing about your key or your limits."),
    ],
    open: [NOT_LISTED],
    codes: [],
    causes: ["rate_limit.provider"],
    fixes: [
      fix("Wait a minute, then send the message again."),
      fix("Set another model in the agent's configuration where it lasts."),
    ],
    retry: "with_backoff",
    retryAdvice: "Retry with growing pauses: it passes when the provider's load falls.",
  },
];

/** A status that Cloudflare's gateways send about the server behind them; names as its public documentation has them. */
function cloudflare(status: number, name: string, what: string): StatusEntry {
  return {
    status,
    name,
    provenance: "inferred",
    meaning: inferred(what),
    facts: [inferred("Cloudflare's gateway sends it, not the API: a gateway stands in front of whatever you called.")],
    open: [NOT_LISTED],
    codes: [],
    causes: ["gateway.error"],
    fixes: [
      fix("Check that the base URL is the one you mean: the API is at https://relay.an.dev."),
      fix("Wait some seconds, then try again."),
      FIND_LAYER,
    ],
    retry: "with_backoff",
    retryAdvice: "Retry with growing pauses.",
  };
}

/** The statuses 5xx: the API's, then those of gateways. */
export const SERVER_ERRORS: readonly StatusEntry[] = [
  ...API_ERRORS,
  cloudflare(520, "Web Server Returned an Unknown Error", "The gateway got an answer that it could not use."),
  cloudflare(521, "Web Server Is Down", "The server behind the gateway refuses connections."),
  cloudflare(522, "Connection Timed Out", "The gateway could not connect to the server behind it in time."),
  cloudflare(523, "Origin Is Unreachable", "The gateway has no way to the server behind it."),
  cloudflare(524, "A Timeout Occurred", "The server behind the gateway did not answer in time."),
  cloudflare(525, "SSL Handshake Failed", "The gateway and the server behind it could not agree on TLS."),
  cloudflare(526, "Invalid SSL Certificate", "The gateway does not trust the certificate of the server behind it."),
];
