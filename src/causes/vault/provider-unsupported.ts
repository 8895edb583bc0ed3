import { fix } from "../../catalog/fix.js";
import type { Cause } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { answeredDocumented, answeredJson, OTHER_ID, SAMPLE_CHAT } from "../example.js";

/** The agent's sandbox provider cannot use vaults. */
export const providerUnsupported: Cause = {
  id: "vault.provider_unsupported",
  title: "Vaults do not work on this sandbox provider",
  explanation:
    "Vault credentials work only in sandboxes of the provider E2B, whose template trusts the proxy that fills them in. This agent runs on another provider.",
  proof: "The code is vault_unsupported_for_provider, or the message says so.",
  fixes: [
    fix("Leave vaultIds out for this agent."),
    fix("Or change the agent's sandbox provider to E2B and deploy it again."),
  ],
  retry: "never",
  severity: "error",
  code: null,
  provenance: "observed",
  get examples() {
    return [
      {
        what: "a vault with an agent on OpenSandbox",
        exchange: answeredJson({ path: "/v1/chat/support", json: { ...SAMPLE_CHAT, vaultIds: [OTHER_ID] } }, 422, {
          error: {
            code: "vault_unsupported_for_provider",
            message: 'Vault credentials are not supported on the "opensandbox" sandbox provider yet',
          },
        }),
      },
      {
        what: "the same in the documented envelope, without a code of its own",
        exchange: answeredDocumented(
          { path: "/v1/chat/my-agent", json: { ...SAMPLE_CHAT, vaultIds: [OTHER_ID] } },
          422,
          "invalid_request",
          "Vaults are not supported on this sandbox provider",
        ),
      },
    ];
  },
  find(facts) {
    const isNamed =
      facts.code === "vault_unsupported_for_provider" ||
      /\bvaults?\b.{0,60}\bnot supported\b.{0,60}\bprovider\b/i.test(facts.message);
    if (!reportsError(facts) || !isNamed) return undefined;
    return { strength: "named", confidence: "certain", evidence: answerEvidence(facts) };
  },
  beats: ["request.invalid", "request.validation"],
};
