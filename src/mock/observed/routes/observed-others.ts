import { answerJson } from "../../answer.js";
import { readText } from "../../read-member.js";
import { DEPRECATED, GIT_ROUTES } from "../../routes/git.js";
import { HEALTH_ROUTES } from "../../routes/health.js";
import { TOKEN_ROUTES } from "../../routes/tokens.js";
import { findAnySandbox, findRuntime, needBody, type ObservedRoute, sayGone, sayNoBody } from "../observed-call.js";
import { ObservedRefusal, refuseBare, refuseHtml, refuseNested } from "../observed-refusal.js";
import { runDocumented } from "../run-documented.js";

/** Tokens, git and health as the published server answers them. */
export const OBSERVED_OTHER_ROUTES: Readonly<Record<string, ObservedRoute>> = {
  health: (call) => runDocumented(HEALTH_ROUTES, "health", call),
  "tokens.create": (call) => {
    if (call.caller.kind === "token") return refuseBare(403, "Tokens cannot create other tokens. Use an API key.");
    if (!call.hasBody) return refuseHtml(500, `TypeError: ${sayNoBody("agents")}`);
    const { expiresIn } = call.body;
    if (expiresIn !== undefined && expiresIn !== null && typeof expiresIn !== "string") {
      return refuseHtml(500, "TypeError: value.match is not a function");
    }
    return runDocumented(TOKEN_ROUTES, "tokens.create", call);
  },
  "git.clone": deprecate((call) => {
    needBody(call, "url");
    if (readText(call.body, "url") === "") return refuseNested(400, "invalid_request", "url is required");
    const depth = call.body["depth"];
    if (depth !== undefined && !(Number.isInteger(depth) && Number(depth) >= 0)) {
      return refuseNested(400, "invalid_request", "depth must be a non-negative integer");
    }
    const sandbox = findRuntime(call);
    if (sandbox.trouble === "gone") return refuseNested(400, "git_clone_failed", sayGone(sandbox));
    return runDocumented(GIT_ROUTES, "git.clone", call);
  }),
  "git.create_pr": (call) => {
    needBody(call, "baseCommitSha");
    findAnySandbox(call);
    return answerJson(200, { created: false });
  },
};

/** Errors say that the endpoint is deprecated, too (recorded). */
function deprecate(route: ObservedRoute): ObservedRoute {
  return (call) => {
    try {
      return route(call);
    } catch (error) {
      if (!(error instanceof ObservedRefusal)) throw error;
      throw new ObservedRefusal({ ...error.answered, headers: { ...error.answered.headers, ...DEPRECATED } });
    }
  };
}
