import { documented, inferred, newerPage, observed } from "./statement.js";
import type { StatusEntry } from "./status-entry.js";

/** What every status of success has in common. */
const SUCCESS = { codes: [], causes: [], fixes: [], retry: null } as const;

/** The statuses that tell no failure, and the redirect, which the API never sends. */
export const SUCCESS_STATUSES: readonly StatusEntry[] = [
  {
    ...SUCCESS,
    status: 200,
    name: "OK",
    provenance: "documented",
    meaning: documented("Request completed."),
    facts: [
      observed("A chat answers 200 before the agent starts: what fails later stands in the stream as an error event."),
      observed("After an error event the stream still sends finish and [DONE], so neither proves success."),
      observed("A run that reaches maxTurns or maxBudgetUsd ends with 200 and no error event."),
      observed("A command that ends with an error gets 200; its exitCode tells."),
      observed("Cancelling a stream gets 200 with JSON, where the API reference says 204."),
    ],
    open: ["The page does not say how a failure inside a stream is told."],
    retryAdvice: "Nothing to retry; for a chat, read the stream to its end before you call it done.",
  },
  {
    ...SUCCESS,
    status: 201,
    name: "Created",
    provenance: "documented",
    meaning: documented("Resource was created."),
    facts: [
      observed("Sandboxes, threads, tokens, vaults and credentials get it."),
      observed("A new sandbox has two ids: use id in paths and chats; sandboxId is the provider's."),
    ],
    open: ["The page names no idempotency key: a POST sent twice may create two resources."],
    retryAdvice: "Do not repeat it: a second POST creates a second resource.",
  },
  {
    ...SUCCESS,
    status: 202,
    name: "Accepted",
    provenance: "observed",
    meaning: observed("A chat in background mode was accepted and runs."),
    facts: [
      observed("The body has threadId, sandboxId and status running."),
      observed("What fails later shows in the thread's status and error alone."),
    ],
    open: ["The page does not list 202, and background mode is described in no public page."],
    retryAdvice: "Do not send it again: read the thread until its status is no longer streaming.",
  },
  {
    ...SUCCESS,
    status: 204,
    name: "No Content",
    provenance: "documented",
    meaning: documented("Resource was deleted."),
    facts: [
      observed("Joining a stream gets 204 too, where nothing streams: read the thread for the result."),
      observed("Deleting a sandbox gets 204 even where its provider cannot be reached."),
      newerPage("The API reference gives 204 for cancelling a stream; the published server answers 200."),
    ],
    open: [],
    retryAdvice: "Nothing to retry; the answer has no body to read.",
  },
  {
    status: 302,
    name: "Found",
    provenance: "inferred",
    meaning: inferred("Something else answered: the API redirects nothing."),
    facts: [inferred("A login page, a captive portal or a web site in front of the address sends redirects.")],
    open: ["The page does not list 302."],
    codes: [],
    causes: ["gateway.not_the_api"],
    fixes: [
      {
        text: "Check the base URL: this API is at https://relay.an.dev.",
        command: "sandbox-errors request GET /health --verbose --base-url https://relay.an.dev",
      },
      { text: "Look at the header Location: it shows who answered.", command: null },
      { text: "Sign in to the network where it is a login page, or try another network.", command: null },
    ],
    retry: "after_fix",
    retryAdvice: "Do not retry until the address leads to the API.",
  },
];
