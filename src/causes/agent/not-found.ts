import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { namesMissing, readOtherThing, saysMissing } from "../evidence/missing-resource.js";
import { clip } from "../evidence/quote-value.js";
import { blamedKind, readSentIds } from "../evidence/sent-id.js";
import { answeredDocumented, answeredJson, SAMPLE_CHAT } from "../example.js";

/** The team has no agent of that slug. */
export const notFound: Cause = {
  id: "agent.not_found",
  title: "No agent has this slug",
  explanation:
    "The key's team has no agent with the slug that was sent. The slug may be misspelt, the agent not deployed yet, or deployed with a key of another team.",
  proof: "The answer is a 404 that names the agent.",
  fixes: [
    fix("Deploy the agent, with a key of the same team."),
    fix("Compare the slug letter by letter with the one in your dashboard: lower case, digits and dashes only."),
    fix("Check which team the key belongs to.", "sandbox-errors check-key"),
  ],
  retry: "after_fix",
  severity: "error",
  code: "not_found",
  provenance: "observed",
  get examples() {
    return [
      {
        what: "a sandbox for a misspelt agent",
        exchange: answeredJson({ path: "/v1/sandboxes", json: { agent: "my-agnet" } }, 404, {
          error: { code: "agent_not_found", message: 'Agent "my-agnet" not found' },
        }),
      },
      {
        what: "a chat with an agent of another team, in the documented envelope",
        exchange: answeredDocumented(
          { path: "/v1/chat/support", json: SAMPLE_CHAT },
          404,
          "not_found",
          "Agent not found",
        ),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts)) return undefined;
    const isNamed = facts.code === "agent_not_found" || namesMissing(facts, "agent");
    const isOnly = facts.route?.endpoint?.id === "sandboxes.create" && facts.status === 404;
    const isGeneral = blamedKind(facts) === undefined && readOtherThing(facts) === undefined;
    const isImplied = isOnly && saysMissing(facts) && isGeneral;
    if (!isNamed && !isImplied) return undefined;
    const slug = readSlug(facts);
    const evidence = answerEvidence(facts);
    const strength = isNamed ? "named" : "implied";
    if (slug === undefined) return { strength, confidence: "likely", evidence };
    const text = clip(slug.text, 100);
    return {
      strength,
      confidence: isNamed ? "certain" : "likely",
      evidence: [{ where: slug.where, saw: text }, ...evidence],
      explanation: `The key's team has no agent with the slug "${text}". It may be misspelt, not deployed yet, or deployed with a key of another team.`,
      fixes: [...findSlips(slug.text), ...notFound.fixes],
    };
  },
};

function readSlug(facts: Facts): { readonly text: string; readonly where: string } | undefined {
  return readSentIds(facts).find((id) => id.kind === "agent");
}

/** The form of a slug is known: lower-case letters, digits and dashes between them (observed). */
function findSlips(slug: string): ReturnType<typeof fix>[] {
  if (/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(slug)) return [];
  const better = slug
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const end = better === "" ? "" : `: try ${clip(better, 100)}`;
  return [fix(`Mend the slug${end}. Slugs are lower-case letters, digits and dashes, without spaces.`)];
}
