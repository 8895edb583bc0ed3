import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { clip } from "../evidence/quote-value.js";
import { answeredDocumented, answeredJson, OTHER_ID, SAMPLE_ID } from "../example.js";

/** What the request wants to make exists already, or is in a state that forbids the change. */
export const conflict: Cause = {
  id: "resource.conflict",
  title: "It already exists, or its state forbids this",
  explanation:
    "What the request wants to create exists already, or what it wants to change is in a state that does not allow it. A vault holds one active credential for each serverUrl, and only what is archived can be deleted for good.",
  proof: "The answer has the code conflict, or the status 409 without a more specific code.",
  fixes: [
    fix("Look at what is there: list the vaults with their credentials.", "sandbox-errors request GET /v1/mcp/vaults"),
    fix(
      "Archive first (DELETE without force), then delete for good with ?force=true.",
      "sandbox-errors request DELETE '/v1/mcp/vaults/<vault id>'",
    ),
    fix("Change the credential that exists with PATCH instead of adding a second one."),
  ],
  retry: "after_fix",
  severity: "error",
  code: "conflict",
  provenance: "newer_page",
  get examples() {
    return [
      {
        what: "a second credential for the same server",
        exchange: answeredJson(
          {
            path: `/v1/mcp/vaults/${OTHER_ID}/credentials`,
            json: { serverUrl: "https://mcp.example.com", auth: { type: "bearer", token: "t" } },
          },
          409,
          {
            error: "conflict",
            message: "An active credential for this serverUrl already exists",
            status: 409,
          },
        ),
      },
      {
        what: "a hard delete of what is not archived",
        exchange: answeredDocumented(
          { method: "DELETE", path: `/v1/mcp/vaults/${OTHER_ID}/credentials/${SAMPLE_ID}?force=true` },
          409,
          "conflict",
          "Credential must be archived before hard delete",
        ),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts)) return undefined;
    const isNamed = facts.code === "conflict" || facts.code === "already_exists" || facts.code === "already_active";
    const isBare = facts.status === 409 && facts.code === null;
    const isSaid =
      facts.status === null && facts.code === null && /\balready exists\b(?! and is not an empty)/i.test(facts.message);
    if (!isNamed && !isBare && !isSaid) return undefined;
    const evidence = answerEvidence(facts);
    const strength = isNamed ? "named" : "fallback";
    const advice = adviceFor(facts);
    return {
      strength,
      confidence: isNamed ? "certain" : "likely",
      evidence,
      ...(advice === undefined ? {} : advice),
    };
  },
};

function adviceFor(facts: Facts): Pick<Cause, "explanation" | "fixes"> | undefined {
  const path = facts.target?.path ?? "";
  if (/\barchived?\b/i.test(facts.message))
    return {
      explanation: "Deleting for good (force=true) works only for what is archived, and this is still active.",
      fixes: [
        fix("Archive it first: the same DELETE without force=true.", commandFor("DELETE", path)),
        fix("Then delete it for good with ?force=true."),
      ],
    };
  if (/\/credentials$/.test(path))
    return {
      explanation: "The vault already holds an active credential for this serverUrl, and it holds one for each server.",
      fixes: [
        fix(
          "Look at the vault's credentials, and change the one that exists with PATCH.",
          commandFor("GET", path.replace(/\/credentials$/, "")),
        ),
        fix("Or archive the old one (DELETE) and send this request again."),
      ],
    };
  if (!/\balready\b|\bexists\b/i.test(facts.message)) return undefined;
  const told = clip(facts.message, 160).replace(/\.$/, "");
  return {
    explanation: `The server says that it is there already: ${told}. Nothing was created or changed.`,
    fixes: [
      fix(`Use what exists already, or choose another name: ${told}.`),
      ...(/^\/v1\/mcp\//.test(path) ? conflict.fixes.slice(0, 2) : []),
    ],
  };
}

function commandFor(method: string, path: string): string | null {
  return /^[\w/.-]+$/.test(path) ? `sandbox-errors request ${method} ${path}` : null;
}
