import { fix } from "../../catalog/fix.js";
import type { Cause } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { impliesMissing, namesMissing } from "../evidence/missing-resource.js";
import { clip } from "../evidence/quote-value.js";
import { encodePart, requestCommand } from "../evidence/request-command.js";
import { readSentIds } from "../evidence/sent-id.js";
import { answeredDocumented, answeredJson, OTHER_ID, SAMPLE_CHAT, SAMPLE_ID } from "../example.js";

/** The sandbox has no thread of that id. */
export const notFound: Cause = {
  id: "thread.not_found",
  title: "The sandbox has no such thread",
  explanation:
    "The sandbox has no thread with the id that was sent. A thread belongs to one sandbox and cannot be read or continued in another; it goes when its sandbox is deleted.",
  proof: "The answer is a 404 that names the thread, or a bare 404 on a path that ends in one.",
  fixes: [
    fix(
      "List the threads of this sandbox and use one of their ids.",
      requestCommand("GET", "/v1/sandboxes/<sandbox id>/threads"),
    ),
    fix("Send the thread's own sandbox with it: a thread belongs to one sandbox."),
    fix("Leave threadId out of the chat to go on with the sandbox's latest thread."),
  ],
  retry: "after_fix",
  severity: "error",
  code: "not_found",
  provenance: "observed",
  get examples() {
    return [
      {
        what: "a thread of another sandbox",
        exchange: answeredJson({ path: "/v1/chat/support", json: { ...SAMPLE_CHAT, threadId: OTHER_ID } }, 404, {
          error: { code: "thread_not_found", message: `Thread "${OTHER_ID}" not found in this sandbox` },
        }),
      },
      {
        what: "a thread that was deleted, in the documented envelope",
        exchange: answeredDocumented(
          { path: `/v1/sandboxes/${SAMPLE_ID}/threads/${OTHER_ID}` },
          404,
          "not_found",
          "Thread not found",
        ),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts)) return undefined;
    const isNamed = facts.code === "thread_not_found" || namesMissing(facts, "thread");
    if (!isNamed && !impliesMissing(facts, "thread")) return undefined;
    const strength = isNamed ? "named" : "implied";
    const ids = readSentIds(facts);
    const thread = ids.find((id) => id.kind === "thread");
    const sandbox = ids.find((id) => id.kind === "sandbox");
    const evidence = answerEvidence(facts);
    if (thread === undefined) return { strength, confidence: "likely", evidence };
    const text = clip(thread.text, 80);
    const within = sandbox === undefined ? "its sandbox" : `the sandbox "${clip(sandbox.text, 80)}"`;
    return {
      strength,
      confidence: isNamed ? "certain" : "likely",
      evidence: [{ where: thread.where, saw: text }, ...evidence],
      explanation: `There is no thread "${text}" in ${within}. A thread belongs to one sandbox and cannot be read or continued in another.`,
      fixes: [
        fix(
          "List the threads of this sandbox and use one of their ids.",
          requestCommand("GET", `/v1/sandboxes/${encodePart(sandbox?.text ?? "<sandbox id>")}/threads`),
        ),
        ...notFound.fixes.slice(1),
      ],
    };
  },
};
