import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { impliesMissing, namesMissing } from "../evidence/missing-resource.js";
import { clip } from "../evidence/quote-value.js";
import { readSentIds } from "../evidence/sent-id.js";
import { answeredDocumented, answeredJson, answeredText, OTHER_ID } from "../example.js";

/** The team has no sandbox of that id. */
export const notFound: Cause = {
  id: "sandbox.not_found",
  title: "No sandbox has this id",
  explanation:
    "The key's team has no sandbox with the id that was sent. It was deleted, belongs to another team, or never existed. A record without a running sandbox behind it is also called not found by some endpoints.",
  proof: "The answer is a 404 that names the sandbox, or a bare 404 on a path that names nothing else.",
  fixes: [
    fix(
      "Create another sandbox and use the id of the answer: this one was deleted, belongs to another team, or never existed.",
      "sandbox-errors request POST /v1/sandboxes -f agent=my-agent",
    ),
    fix("Use the member id of that answer; its sandboxId is the provider's and is not accepted."),
    fix("Check that the key belongs to the team that made the sandbox.", "sandbox-errors check-key"),
  ],
  retry: "after_fix",
  severity: "error",
  code: "not_found",
  provenance: "observed",
  get examples() {
    return [
      {
        what: "a sandbox that was deleted",
        exchange: answeredJson({ method: "DELETE", path: `/v1/sandboxes/${OTHER_ID}` }, 404, {
          error: { code: "sandbox_not_found", message: `Sandbox "${OTHER_ID}" not found` },
        }),
      },
      {
        what: "a command, in the documented envelope",
        exchange: answeredDocumented(
          { path: `/v1/sandboxes/${OTHER_ID}/exec`, json: { command: "ls" } },
          404,
          "not_found",
          "Sandbox not found",
        ),
      },
      {
        what: "HEAD on an unknown sandbox: no body at all",
        exchange: answeredText(
          { method: "HEAD", path: `/v1/sandboxes/${OTHER_ID}` },
          404,
          "",
          "application/json; charset=utf-8",
        ),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts)) return undefined;
    const isNamed = facts.code === "sandbox_not_found" || (namesMissing(facts, "sandbox") && !isProviderText(facts));
    if (!isNamed && !impliesMissing(facts, "sandbox")) return undefined;
    const strength = isNamed ? "named" : "implied";
    const id = readSentIds(facts).find((sent) => sent.kind === "sandbox");
    const evidence = answerEvidence(facts);
    if (id === undefined) return { strength, confidence: "likely", evidence };
    const text = clip(id.text, 80);
    return {
      strength,
      confidence: isNamed ? "certain" : "likely",
      evidence: [{ where: id.where, saw: text }, ...evidence],
      explanation: `The key's team has no sandbox with the id "${text}". It was deleted, belongs to another team, or never existed.`,
    };
  },
};

/** The provider says that its sandbox is gone, although the record is there: that is sandbox.dead. */
function isProviderText(facts: Facts): boolean {
  return /\bpaused sandbox\b|\bfailed to connect\b/i.test(facts.message) || facts.code === "sandbox_unavailable";
}
