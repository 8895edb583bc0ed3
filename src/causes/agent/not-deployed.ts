import { fix } from "../../catalog/fix.js";
import type { Cause } from "../cause.js";
import { answerEvidence, toldTexts } from "../evidence/answer.js";
import { answeredJson, answeredStream, SAMPLE_CHAT } from "../example.js";

const UNDEPLOYED =
  /\bRELAY_SANDBOX_TEMPLATE\b|\b(?:sandbox )?template\b.{0,60}\b(?:env var|not found|does not exist|is required|missing)\b|\bno (?:sandbox )?template\b|\bagent bundle\b.{0,40}\b(?:not found|missing|does not exist)\b|\bno (?:(?:active|ready|current|published) )?deployments?\b|(?<!\bor )\bnot (?:yet )?(?:been )?deployed\b(?! or)|\bnever (?:been )?deployed\b|\bdeployment\b.{0,40}\b(?:not found|not ready)\b/i;

/** The agent exists, but there is nothing of it to run. */
export const notDeployed: Cause = {
  id: "agent.not_deployed",
  title: "The agent has nothing deployed to run",
  explanation:
    "The agent exists, but has no deployment, template or bundle from which a sandbox could start. It was created and never deployed, or what was deployed is gone. The message may name a setting of the platform; you cannot set that.",
  proof: "The text says that a template, a bundle or a deployment of the agent is missing.",
  fixes: [
    fix("Deploy the agent (again), and wait until the deployment is ready."),
    fix(
      "Then create a new sandbox: an old one keeps the old deployment.",
      "sandbox-errors request POST /v1/sandboxes -f agent=my-agent",
    ),
  ],
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "observed",
  beats: [
    "agent.not_found",
    "file.not_found",
    "request.missing_field",
    "request.invalid",
    "resource.not_found",
    "resource.conflict",
    "server.internal",
  ],
  get examples() {
    return [
      {
        what: "an agent that was never deployed",
        exchange: answeredJson({ path: "/v1/sandboxes", json: { agent: "draft-agent" } }, 500, {
          error: { code: "internal_error", message: "RELAY_SANDBOX_TEMPLATE env var is required for E2B sandboxes" },
        }),
      },
      {
        what: "an agent whose template is gone",
        exchange: answeredJson({ path: "/v1/chat/support", json: SAMPLE_CHAT }, 500, {
          error: { code: "internal_error", message: "404: template 'tpl-404' not found" },
        }),
      },
      {
        what: "a bundle that is missing in the sandbox, told by the stream",
        exchange: answeredStream([
          { type: "start" },
          { type: "error", errorText: "[session_start] Agent bundle not found: /home/user/runtime/agent-bundle.js" },
          { type: "finish" },
        ]),
      },
    ];
  },
  find(facts) {
    if (facts.status === 401 || facts.status === 403) return undefined;
    if (!toldTexts(facts).some((text) => UNDEPLOYED.test(text))) return undefined;
    const isOne = facts.code === null || facts.code === "internal_error";
    return { strength: "named", confidence: isOne ? "certain" : "likely", evidence: answerEvidence(facts) };
  },
};
