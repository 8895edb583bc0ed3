import { type Answer, answerEmpty, answerJson } from "../answer.js";
import { type Call, findAgent, findSandbox, type Routes } from "../call.js";
import { answerCommand } from "../canned-command.js";
import { parseFiles, type WantedFile } from "../parse-files.js";
import { readText } from "../read-member.js";
import { AGENTS, addSandbox } from "../state.js";
import { summarizeThread } from "./threads.js";

/** The routes of sandboxes and of commands in them. */
export const SANDBOX_ROUTES: Routes = {
  "sandboxes.create": createSandbox,
  "sandboxes.get": getSandbox,
  "sandboxes.delete": deleteSandbox,
  "sandboxes.exec": runNothing,
};

function createSandbox(call: Call): Answer {
  const agent = findAgent(readText(call.body, "agent"));
  const given = call.body["files"] ?? undefined;
  const files: readonly WantedFile[] = given === undefined ? [] : parseFiles(given);
  const sandbox = addSandbox(call.state, call.state.makeId(), agent);
  for (const file of files) sandbox.files.write(file.path, file.content);
  const { id, createdAt, providerId: sandboxId } = sandbox;
  return answerJson(201, { id, sandboxId, status: "active", createdAt });
}

function getSandbox(call: Call): Answer {
  const sandbox = findSandbox(call);
  return answerJson(200, {
    id: sandbox.id,
    sandboxId: sandbox.providerId,
    provider: "embedded",
    status: sandbox.error === null ? "active" : "error",
    error: sandbox.error,
    agent: { slug: sandbox.agent, name: AGENTS.get(sandbox.agent) ?? sandbox.agent },
    threads: [...sandbox.threads.values()].map(summarizeThread),
    createdAt: sandbox.createdAt,
    updatedAt: sandbox.updatedAt,
  });
}

function deleteSandbox(call: Call): Answer {
  const sandbox = findSandbox(call);
  sandbox.run?.cancel();
  call.state.sandboxes.delete(sandbox.id);
  return answerEmpty(204);
}

function runNothing(call: Call): Answer {
  const sandbox = findSandbox(call);
  const stdout = answerCommand(readText(call.body, "command"), readText(call.body, "cwd"), sandbox.files);
  return answerJson(200, { stdout, stderr: "", exitCode: 0 });
}
