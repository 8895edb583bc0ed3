import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause } from "../cause.js";
import { answerEvidence, hasStatus, reportsError } from "../evidence/answer.js";
import { tellIdSource } from "../evidence/id-source.js";
import { saysMissing } from "../evidence/missing-resource.js";
import { clip } from "../evidence/quote-value.js";
import { refusesRequest } from "../evidence/refused-request.js";
import { blamedIds, quotesQuery, type SentId } from "../evidence/sent-id.js";
import { answeredDocumented, answeredJson, SAMPLE_CHAT, SAMPLE_ID } from "../example.js";

/** An id that is sample text, or the text of a value that was never filled in. */
export const placeholderId: Cause = {
  id: "resource.placeholder_id",
  title: "The id is sample text, not a real id",
  explanation:
    "The id that was sent is sample text from a document, or the text that an empty variable turns into. No such resource can exist; the server says so with a 404, or with a 500 where its database refuses the text.",
  proof: "The id is a known sample, an unfilled template such as {id}, or a word such as undefined or null.",
  fixes: [
    fix("Print the variable before you send: undefined, null or NaN means that it was never set."),
    fix(
      "Create a sandbox and use the id of the answer in place of the sample.",
      "sandbox-errors request POST /v1/sandboxes -f agent=my-agent",
    ),
  ],
  retry: "never",
  severity: "error",
  code: "not_found",
  provenance: "observed",
  beats: [
    "resource.malformed_id",
    "resource.wrong_id_kind",
    "resource.not_found",
    "sandbox.not_found",
    "thread.not_found",
    "vault.not_found",
    "agent.not_found",
    "request.invalid",
    "server.internal",
  ],
  get examples() {
    return [
      {
        what: "the sample id of the documentation",
        exchange: answeredDocumented(
          { path: "/v1/sandboxes/sb_abc123" },
          404,
          "not_found",
          "The specified resource does not exist",
        ),
      },
      {
        what: "a thread id that was never set",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/threads/undefined` }, 500, {
          error: {
            code: "internal_error",
            message: 'Failed query: select "id" from "an_threads" where ("an_threads"."id" = $1)\nparams: undefined,1',
          },
        }),
      },
      {
        what: "a sample thread id in a chat",
        exchange: answeredJson({ path: "/v1/chat/support", json: { ...SAMPLE_CHAT, threadId: "th_xyz789" } }, 404, {
          error: { code: "thread_not_found", message: 'Thread "th_xyz789" not found in this sandbox' },
        }),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts)) return undefined;
    const found = blamedIds(facts).find((id) => id.form === "placeholder");
    if (found === undefined || !isAboutIds(facts, found)) return undefined;
    const text = clip(found.text, 60);
    const isUnfilled = /^(?:undefined|null|nil|none|nan|true|false|\[object)/i.test(found.text);
    const why = isUnfilled
      ? "which is what a value that was never set turns into"
      : "which is sample text that was never replaced";
    return {
      strength: "proof",
      confidence: "certain",
      evidence: [{ where: found.where, saw: text }, ...answerEvidence(facts)],
      explanation: `The ${found.kind} in this request is "${text}", ${why}. No ${found.kind} has that id, so the server cannot find it.`,
      fixes: [
        fix(
          isUnfilled
            ? `Find out why the ${found.kind} id is empty: print the variable before you send.`
            : `Replace "${text}" by a real ${found.kind === "agent" ? "slug" : "id"}.`,
        ),
        tellIdSource(found.kind),
      ],
    };
  },
};

/** The answers that a sample id can give: not found, refused by the database, or refused as an id. */
function isAboutIds(facts: Facts, id: SentId): boolean {
  if (saysMissing(facts)) return true;
  if (quotesQuery(facts)) return !/\binsert into\b/.test(facts.message);
  if (facts.status === 500) return id.kind !== "sandbox" && id.kind !== "agent" && facts.message === "";
  return (
    refusesRequest(facts) &&
    hasStatus(facts, 400, 422) &&
    /\bids?\b|\buuid\b|Id\b/.test(facts.message) &&
    !/\brequired\b/.test(facts.message)
  );
}
