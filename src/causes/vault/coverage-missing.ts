import { fix } from "../../catalog/fix.js";
import type { Cause } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { clip } from "../evidence/quote-value.js";
import { requestCommand } from "../evidence/request-command.js";
import { answeredDocumented, answeredJson, OTHER_ID, SAMPLE_CHAT } from "../example.js";

const UNCOVERED =
  /\bvault coverage missing\b|\bnot covered by (?:any |the |a |your )?vaults?\b|\bMCP servers?\b.{0,60}\b(?:not|un)(?: |-)?covered\b/i;

/** The agent declares MCP servers for which the vaults hold no credential. */
export const coverageMissing: Cause = {
  id: "vault.coverage_missing",
  title: "The vaults do not cover all MCP servers",
  explanation:
    "The agent declares MCP servers for which the vaults of this request hold no active credential. The names stand in the message only; the SDK's list of missing servers stays empty.",
  proof: "The code is vault_coverage_missing, or the message says so.",
  fixes: [
    fix(
      "Add a credential for each server that the message names.",
      requestCommand("POST", "/v1/mcp/vaults/<vault id>/credentials", {
        serverUrl: "https://mcp.example.com/mcp",
        auth: { type: "bearer", token: "<token>" },
      }),
    ),
    fix("Or send the vault that has them in vaultIds, or remove the server from the agent and deploy again."),
  ],
  retry: "after_fix",
  severity: "error",
  code: "vault_coverage_missing",
  beats: ["request.invalid", "request.validation"],
  provenance: "newer_page",
  get examples() {
    return [
      {
        what: "one declared server without a credential",
        exchange: answeredJson({ path: "/v1/chat/support", json: { ...SAMPLE_CHAT, vaultIds: [OTHER_ID] } }, 422, {
          error: { code: "vault_coverage_missing", message: "Vault coverage missing for: notion" },
        }),
      },
      {
        what: "a chat without any vault, in the documented envelope",
        exchange: answeredDocumented(
          { path: "/v1/chat/support", json: SAMPLE_CHAT },
          422,
          "vault_coverage_missing",
          "Some MCP servers are not covered",
        ),
      },
    ];
  },
  find(facts) {
    const isNamed = facts.code === "vault_coverage_missing" || UNCOVERED.test(facts.message);
    if (!reportsError(facts) || !isNamed) return undefined;
    const servers = /\b(?:missing for:?|covered[^:\n]{0,60}:)\s{1,5}([^\n]{1,200})/i.exec(facts.message)?.[1];
    const evidence = answerEvidence(facts);
    if (servers === undefined) return { strength: "named", confidence: "certain", evidence };
    const names = clip(servers.trim(), 120);
    return {
      strength: "named",
      confidence: "certain",
      evidence,
      explanation: `The agent declares MCP servers for which the vaults of this request hold no active credential: ${names}.`,
      fixes: [
        fix(`Add a credential for ${names} to a vault of this request.`, coverageMissing.fixes[0]?.command ?? null),
        ...coverageMissing.fixes.slice(1),
      ],
    };
  },
};
