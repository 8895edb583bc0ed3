import { fix } from "../../catalog/fix.js";
import type { Cause } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { encodePart, requestCommand } from "../evidence/request-command.js";
import { answeredDocumented, answeredJson, OTHER_ID } from "../example.js";

const CAP =
  /\balready has \d{1,4} active credentials\b|\b(?:at most|maximum of|limit of|no more than) \d{1,4} (?:active )?credentials\b/i;

/** The vault holds as many active credentials as it may. */
export const credentialCap: Cause = {
  id: "vault.credential_cap",
  title: "The vault is full",
  explanation: "A vault holds at most 20 active credentials, and this one has them. Archived credentials do not count.",
  proof: "The code is credential_cap_exceeded, or the message names the number of active credentials.",
  fixes: [
    fix(
      "Archive a credential that is no longer used; at most 20 may be active.",
      requestCommand("DELETE", "/v1/mcp/vaults/<vault id>/credentials/<credential id>"),
    ),
    fix("Or create another vault for the rest.", requestCommand("POST", "/v1/mcp/vaults", { name: "Second vault" })),
  ],
  retry: "after_fix",
  severity: "error",
  code: "credential_cap_exceeded",
  beats: ["request.invalid", "request.validation"],
  provenance: "newer_page",
  get examples() {
    return [
      {
        what: "the 21st credential",
        exchange: answeredJson(
          {
            path: `/v1/mcp/vaults/${OTHER_ID}/credentials`,
            json: { serverUrl: "https://a.example", auth: { type: "bearer", token: "t" } },
          },
          422,
          { error: "credential_cap_exceeded", message: "Vault already has 20 active credentials", status: 422 },
        ),
      },
      {
        what: "the same in the documented envelope, with an unfinished body",
        exchange: answeredDocumented(
          { path: `/v1/mcp/vaults/${OTHER_ID}/credentials`, json: { serverUrl: "https://a.example", auth: {} } },
          422,
          "credential_cap_exceeded",
          "The vault has reached its credential limit",
        ),
      },
    ];
  },
  find(facts) {
    const isNamed = facts.code === "credential_cap_exceeded" || CAP.test(facts.message);
    if (!reportsError(facts) || !isNamed) return undefined;
    const vaultId = facts.route?.params["vaultId"];
    const evidence = answerEvidence(facts);
    if (vaultId === undefined) return { strength: "named", confidence: "certain", evidence };
    return {
      strength: "named",
      confidence: "certain",
      evidence,
      fixes: [
        fix(
          "Look at the vault's credentials, and choose one that is no longer used.",
          requestCommand("GET", `/v1/mcp/vaults/${encodePart(vaultId)}`),
        ),
        ...credentialCap.fixes,
      ],
    };
  },
};
