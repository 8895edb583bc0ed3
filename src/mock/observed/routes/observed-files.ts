import type { Answer } from "../../answer.js";
import { readText } from "../../read-member.js";
import { FILE_ROUTES, wantsRawBytes } from "../../routes/files.js";
import type { Sandbox } from "../../state.js";
import { findRuntime, type ObservedCall, type ObservedRoute, refuseGone, sayNoBody } from "../observed-call.js";
import { refuseHtml, refuseNested } from "../observed-refusal.js";
import { runDocumented } from "../run-documented.js";

/** The files of a sandbox as the published server answers them. */
export const OBSERVED_FILE_ROUTES: Readonly<Record<string, ObservedRoute>> = {
  "files.write": writeFiles,
  "files.read": (call) => {
    const { sandbox, path } = findPath(call);
    refuseGone(sandbox);
    // The server looks for another wording in what the provider says, so a missing file is a 500 (recorded).
    if (sandbox.files.find(path) === undefined) {
      return refuseNested(500, "internal_error", `path '${sandbox.files.resolve(path)}' does not exist`);
    }
    return runDocumented(FILE_ROUTES, "files.read", call);
  },
  "files.exists": (call) => {
    refuseGone(findPath(call).sandbox);
    return runDocumented(FILE_ROUTES, "files.exists", call);
  },
  "files.list": (call) => {
    const depth = readDepth(call);
    if (depth < 1) return refuseNested(500, "internal_error", "depth should be at least one");
    return whereFound(call, "files.list");
  },
  "files.info": (call) => whereFound(call, "files.info"),
  "files.remove": (call) => whereFound(call, "files.remove"),
  "files.mkdir": (call) => {
    if (!call.hasBody) return refuseHtml(500, `TypeError: ${sayNoBody("path")}`);
    if (readText(call.body, "path") === "") return refuseNested(400, "invalid_request", "path is required");
    refuseGone(findRuntime(call));
    return runDocumented(FILE_ROUTES, "files.mkdir", call);
  },
  "files.rename": (call) => {
    if (!call.hasBody) return refuseHtml(500, `TypeError: ${sayNoBody("oldPath")}`);
    const oldPath = readText(call.body, "oldPath");
    if (oldPath === "" || readText(call.body, "newPath") === "") {
      return refuseNested(400, "invalid_request", "oldPath and newPath are required");
    }
    refuseMissing(findRuntime(call), oldPath);
    return runDocumented(FILE_ROUTES, "files.rename", call);
  },
};

function writeFiles(call: ObservedCall): Answer {
  const isRaw = wantsRawBytes(readText(call.query, "format"));
  const { files, path, content } = call.body;
  const hasFiles = typeof files === "object" && files !== null && Object.keys(files).length > 0;
  if (!isRaw && !hasFiles && (typeof path !== "string" || typeof content !== "string")) {
    return refuseNested(400, "invalid_request", "Provide either {path, content} or {files}");
  }
  if (isRaw && readText(call.query, "path") === "") {
    return refuseNested(400, "invalid_request", "path query parameter is required");
  }
  refuseGone(findRuntime(call));
  return runDocumented(FILE_ROUTES, "files.write", call);
}

function findPath(call: ObservedCall): { sandbox: Sandbox; path: string } {
  const path = readText(call.query, "path");
  if (path === "") return refuseNested(400, "invalid_request", "path query parameter is required");
  return { sandbox: findRuntime(call), path };
}

function readDepth(call: ObservedCall): number {
  const depth = call.query["depth"] ?? 1;
  if (typeof depth === "number" && depth >= 0) return depth;
  return refuseNested(400, "invalid_request", "depth must be a non-negative integer");
}

/** A sandbox that is gone answers as if the path were missing (recorded). */
function whereFound(call: ObservedCall, id: string): Answer {
  const { sandbox, path } = findPath(call);
  refuseMissing(sandbox, path);
  return runDocumented(FILE_ROUTES, id, call);
}

function refuseMissing(sandbox: Sandbox, path: string): void {
  if (sandbox.trouble === "gone" || sandbox.files.find(path) === undefined) {
    refuseNested(404, "file_not_found", `Path "${path}" not found`);
  }
}
