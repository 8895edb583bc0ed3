import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { clip } from "../evidence/quote-value.js";
import { encodePart, requestCommand } from "../evidence/request-command.js";
import { answeredDocumented, answeredJson, SAMPLE_CHAT, SAMPLE_ID } from "../example.js";

const MISSING_PATH =
  /\b(?:path|file|directory|folder)\b ?["'`][^"'`]{0,300}["'`] (?:does not exist|was not found|is not found|not found)|\bno such file or directory\b|\bno such file\b|\bENOENT\b|\bfile (?:does not exist|not found)\b|\bpath (?:does not exist|not found)\b/i;

/** A path inside the sandbox does not exist. */
export const notFound: Cause = {
  id: "file.not_found",
  title: "The path does not exist in the sandbox",
  explanation:
    "The sandbox has nothing at the path that was named. The server reports it as a 404, or as a 500 that says that the path does not exist. In a sandbox that is gone, any path is reported this way.",
  proof: "The code is file_not_found, or the message says that a path does not exist.",
  fixes: [
    fix(
      "List the folder to see what is there.",
      requestCommand("GET", "/v1/sandboxes/<sandbox id>/files/list?path=/home/user"),
    ),
    fix("Use absolute paths; files are written below /home/user."),
    fix("Does even /home/user not exist? Then the sandbox itself is gone: create another."),
  ],
  retry: "after_fix",
  severity: "error",
  code: "not_found",
  provenance: "observed",
  beats: ["resource.not_found", "server.internal"],
  get examples() {
    return [
      {
        what: "a file that was never written",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/files?path=/home/user/nope.txt` }, 500, {
          error: { code: "internal_error", message: "path '/home/user/nope.txt' does not exist" },
        }),
      },
      {
        what: "a missing folder, in the documented envelope",
        exchange: answeredDocumented(
          { path: `/v1/sandboxes/${SAMPLE_ID}/files/list?path=/home/user/out` },
          404,
          "file_not_found",
          'Path "/home/user/out" not found',
        ),
      },
      {
        what: "a chat whose sandbox lacks its .env",
        exchange: answeredJson({ path: "/v1/chat/support", json: SAMPLE_CHAT }, 500, {
          error: { code: "internal_error", message: "path '/home/user/.env' does not exist" },
        }),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts) || facts.code === "git_clone_failed") return undefined;
    const isNamed = facts.code === "file_not_found" || (MISSING_PATH.test(facts.message) && isAboutFiles(facts));
    if (!isNamed) return undefined;
    const path = readPath(facts);
    const evidence = answerEvidence(facts);
    if (path === undefined) return { strength: "named", confidence: "likely", evidence };
    const text = clip(path.text, 120);
    const isRoot = /^\/(?:home(?:\/user)?\/?)?$/.test(path.text);
    return {
      strength: "named",
      confidence: "likely",
      evidence: [{ where: path.where, saw: text }, ...evidence],
      explanation: `The sandbox has nothing at ${text}.${isRoot ? " Every sandbox has that folder, so the sandbox itself is probably gone." : " In a sandbox that is gone, any path is reported this way."}`,
      fixes: isRoot ? fixesForRoot(facts) : fixesForPath(facts, path.text),
    };
  },
};

/** A chat names no path of its own, but the server reads `.env` for it (observed). */
function isAboutFiles(facts: Facts): boolean {
  if (facts.status === 401 || facts.status === 403 || facts.status === 429) return false;
  return (
    facts.status !== 400 || facts.route?.endpoint == null || /^(?:files|sandboxes)\./.test(facts.route.endpoint.id)
  );
}

interface SentPath {
  readonly text: string;
  readonly where: string;
}

function readPath(facts: Facts): SentPath | undefined {
  const inMessage = /\b(?:path|file|directory|folder)\b ?["'`]([^"'`]{1,300})["'`]/i.exec(facts.message)?.[1];
  const query = facts.target?.query.get("path") ?? null;
  if (query !== null && query !== "") return { text: query, where: "request.query.path" };
  const body = facts.requestBody.object ?? {};
  for (const name of ["oldPath", "path"]) {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    if (typeof value === "string" && value !== "") return { text: value, where: `request.body.${name}` };
  }
  return inMessage === undefined ? undefined : { text: inMessage, where: "response.body.error.message" };
}

function sandboxOf(facts: Facts): string {
  const id = facts.route?.params["sandboxId"];
  return id === undefined || id === "" ? "<sandbox id>" : encodePart(id);
}

function fixesForRoot(facts: Facts): Cause["fixes"] {
  return [
    fix(
      "Ask the sandbox itself: any command fails too where it is gone.",
      requestCommand("POST", `/v1/sandboxes/${sandboxOf(facts)}/exec`, { command: "ls" }),
    ),
    fix("Create another sandbox.", requestCommand("POST", "/v1/sandboxes", { agent: "my-agent" })),
  ];
}

function fixesForPath(facts: Facts, path: string): Cause["fixes"] {
  const folder = path.slice(0, Math.max(1, path.lastIndexOf("/"))) || "/home/user";
  const isChat = facts.route?.endpoint?.id === "chat.send";
  const list = requestCommand(
    "GET",
    `/v1/sandboxes/${sandboxOf(facts)}/files/list?path=${encodePart(folder).replaceAll("%2F", "/")}`,
  );
  return [
    fix(`List the folder ${clip(folder, 100)} to see what is there.`, list),
    ...(isChat ? [fix("The chat needs this file: write it (it may be empty), or create another sandbox.")] : []),
    ...(path.startsWith("/") ? [] : [fix("Use an absolute path, such as /home/user/a.txt.")]),
    fix("If nothing else is there either, the sandbox is gone: create another."),
  ];
}
