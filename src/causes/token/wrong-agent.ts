import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { type AuthNaming, knewCredential, readAuthNaming } from "../evidence/auth-naming.js";
import { readRefusal } from "../evidence/auth-refusal.js";
import { credentialEvidence } from "../evidence/credential-evidence.js";
import { listWords } from "../evidence/quote-value.js";
import { sampleToken } from "../evidence/sample-token.js";
import { readSentToken } from "../evidence/sent-token.js";
import { answeredDocumented, answeredJson, SAMPLE_CHAT } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const covered = readSentToken(facts)?.agents ?? null;
  const called = readCalledAgent(facts);
  const outside = covered !== null && covered.length > 0 && called !== null && !covered.includes(called);
  const naming = readAuthNaming(facts);
  if (naming !== "wrong_agent" && !(outside && isGeneralRefusal(facts, naming))) return undefined;
  if (covered === null || called === null) {
    return { strength: "named", confidence: "certain", evidence: answerEvidence(facts) };
  }
  return describe(facts, covered, called, outside);
}

function describe(facts: Facts, covered: readonly string[], called: string, outside: boolean): Finding {
  const names = listWords(covered.map((agent) => `"${agent}"`));
  const some = covered.length > 0;
  return {
    strength: outside ? "proof" : "named",
    confidence: outside ? "certain" : "likely",
    evidence: credentialEvidence(facts, `a token whose agents are ${some ? names : "none"}`),
    explanation: `The token covers ${some ? `the agent${covered.length === 1 ? "" : "s"} ${names}` : "no agent"}, and the request called "${called}". The list was fixed when the token was minted.`,
    fixes: fixesFor(`"${called}"`, some ? names : null),
  };
}

/** True where the answer refuses permission without a reason of its own that shows otherwise. */
function isGeneralRefusal(facts: Facts, naming: AuthNaming | undefined): boolean {
  return (readRefusal(facts) === "permission" || isScopeError(facts)) && !knewCredential(naming);
}

/** The published server refuses a token's scope with 403 and the code `invalid_request` (observed). */
function isScopeError(facts: Facts): boolean {
  return facts.status === 403 && facts.code === "invalid_request" && !/external/i.test(facts.message);
}

/** The slug in the path of a chat, or in the body of a new sandbox. */
function readCalledAgent(facts: Facts): string | null {
  const inPath = facts.route?.params["agent"];
  if (inPath !== undefined && inPath !== "") return inPath;
  const { object } = facts.requestBody;
  const inBody = object !== null && Object.hasOwn(object, "agent") ? object["agent"] : null;
  return facts.route?.endpoint?.id === "sandboxes.create" && typeof inBody === "string" ? inBody : null;
}

function fixesFor(called: string, covered: string | null): readonly Fix[] {
  return [
    fix(
      `Mint a token whose agents list ${called}, or leave agents out to cover all agents of the team.`,
      "sandbox-errors request POST /v1/tokens",
    ),
    fix(
      covered === null
        ? "Or call an agent that the token covers; its claim agents lists them."
        : `Or call an agent that this token covers: ${covered}.`,
    ),
    fix("Compare the slugs letter by letter: they are lower case, and the agent's display name is not its slug."),
  ];
}

/** A token was used for an agent that it does not cover. */
export const wrongAgent: Cause = {
  id: "token.wrong_agent",
  title: "The token does not cover this agent",
  explanation:
    "The token is limited to certain agents, and the one that was called is not among them. The list was fixed when the token was minted.",
  proof:
    "The server says that the token is not for this agent, or the token's agents claim lacks the agent that the request called.",
  fixes: fixesFor("the agent", null),
  retry: "after_fix",
  severity: "error",
  code: "forbidden",
  provenance: "observed",
  beats: ["access.forbidden", "request.invalid", "token.expired", "agent.not_found"],
  get examples() {
    return [
      {
        what: "a chat with an agent that the token does not list",
        exchange: answeredJson(
          {
            path: "/v1/chat/billing",
            json: SAMPLE_CHAT,
            authorization: `Bearer ${sampleToken({ agents: ["support", "sales"] })}`,
          },
          403,
          { error: { code: "invalid_request", message: 'Token is not authorized for agent "billing"' } },
        ),
      },
      {
        what: "a general refusal: token and URL are proof enough",
        exchange: answeredDocumented(
          {
            path: "/v1/chat/billing",
            json: SAMPLE_CHAT,
            authorization: `Bearer ${sampleToken({ agents: ["support"] })}`,
          },
          403,
          "forbidden",
          "Insufficient permissions",
        ),
      },
    ];
  },
  find,
};
