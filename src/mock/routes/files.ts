import { posix } from "node:path";
import { type Answer, answerBytes, answerEmpty, answerJson } from "../answer.js";
import { type Call, findSandbox, type Routes } from "../call.js";
import type { FileTree } from "../file-tree.js";
import { parseFile, parseFiles, type WantedFile } from "../parse-files.js";
import { readText } from "../read-member.js";
import { Refusal } from "../refusal.js";

/** The routes of the files in a sandbox. */
export const FILE_ROUTES: Routes = {
  "files.write": writeFiles,
  "files.read": readFile,
  "files.remove": removeFile,
  "files.list": listFolder,
  "files.info": (call) => answerJson(200, describe(findSandbox(call).files, readText(call.query, "path"))),
  "files.exists": (call) => answerJson(200, findSandbox(call).files.find(readText(call.query, "path")) !== undefined),
  "files.mkdir": (call) => answerJson(200, findSandbox(call).files.makeFolder(readText(call.body, "path"))),
  "files.rename": renameFile,
};

/** True where a request asks to send or get a file as raw bytes. */
export function wantsRawBytes(format: string): boolean {
  return format === "blob" || format === "stream";
}

function writeFiles(call: Call): Answer {
  const { files } = findSandbox(call);
  const many = call.body["files"] ?? undefined;
  const wanted = many === undefined ? [readOneFile(call)] : parseFiles(many);
  for (const file of wanted) files.write(file.path, file.content);
  const written = wanted.map(({ path, content }) => ({ path: files.resolve(path), size: content.length }));
  return answerJson(200, many === undefined ? written[0] : { files: written });
}

function readOneFile(call: Call): WantedFile {
  if (!wantsRawBytes(readText(call.query, "format"))) {
    if (call.body["path"] === undefined && call.body["content"] === undefined) {
      throw new Refusal("invalid_request", "files is required");
    }
    return parseFile(call.body);
  }
  const path = readText(call.query, "path");
  if (path === "") throw new Refusal("invalid_request", "path is required");
  return { path, content: call.bytes };
}

function readFile(call: Call): Answer {
  const { files } = findSandbox(call);
  const path = readText(call.query, "path");
  const node = files.get(path);
  if (node.type === "dir") throw new Refusal("invalid_request", `Path "${path}" is a folder`);
  if (wantsRawBytes(readText(call.query, "format"))) return answerBytes(node.content);
  return answerJson(200, { path: files.resolve(path), content: node.content.toString("utf8") });
}

function removeFile(call: Call): Answer {
  findSandbox(call).files.remove(readText(call.query, "path"));
  return answerEmpty(204);
}

function listFolder(call: Call): Answer {
  const { files } = findSandbox(call);
  const depth = Number(call.query["depth"] ?? 1);
  return answerJson(
    200,
    files.list(readText(call.query, "path"), depth).map((path) => describe(files, path)),
  );
}

function renameFile(call: Call): Answer {
  const { files } = findSandbox(call);
  return answerJson(200, describe(files, files.rename(readText(call.body, "oldPath"), readText(call.body, "newPath"))));
}

function describe(files: FileTree, path: string): object {
  const node = files.get(path);
  const full = files.resolve(path);
  const isFile = node.type === "file";
  return {
    name: posix.basename(full),
    path: full,
    type: node.type,
    size: isFile ? node.content.length : 4096,
    mode: isFile ? 0o644 : 0o755,
    permissions: isFile ? "-rw-r--r--" : "drwxr-xr-x",
    owner: "user",
    group: "user",
    modifiedTime: new Date(node.modifiedAtMs).toISOString(),
  };
}
