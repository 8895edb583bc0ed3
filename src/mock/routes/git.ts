import { posix } from "node:path";
import { type Answer, answerJson } from "../answer.js";
import { type Call, findSandbox, type Routes } from "../call.js";
import { readText } from "../read-member.js";

/** The documentation calls git/clone deprecated, and says so with this header; its text was recorded. */
export const DEPRECATED = {
  "X-Deprecated": "Use POST /v1/sandboxes/:id/exec with a git clone command instead",
} as const;

/** The routes of git. They reach no other machine: what they answer is canned. */
export const GIT_ROUTES: Routes = {
  "git.clone": cloneNothing,
  "git.create_pr": (call) => {
    findSandbox(call);
    return answerJson(200, { created: false });
  },
};

function cloneNothing(call: Call): Answer {
  const { files } = findSandbox(call);
  const name = posix.basename(readText(call.body, "url").replace(/[?#].*$/s, "")).replace(/\.git$/, "");
  const path = files.resolve(readText(call.body, "path") || name || "repo");
  files.write(posix.join(path, "README.md"), Buffer.from("The embedded API clones nothing; this is all there is.\n"));
  return answerJson(200, { path, branch: readText(call.body, "branch") || "main" }, DEPRECATED);
}
