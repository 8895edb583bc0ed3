import { type Answer, answerEmpty, answerJson } from "../answer.js";
import { answerError } from "../answer-error.js";
import type { RequestHead } from "../request-head.js";
import type { MockRequest } from "./describe-request.js";
import { writeTrafficHar } from "./write-traffic-har.js";

/** What inspection needs. */
export interface Inspected {
  readonly url: string;
  /** The requests that are kept, as they are now. */
  describe(): readonly MockRequest[];
  reset(): void;
}

/** True for a path of inspection: it is no part of the API, needs no key and is not recorded. */
export function isInspection(path: string): boolean {
  return path.startsWith("/__mock/");
}

/** Answers `GET /__mock/log` (JSON, or `?format=har`) and `POST /__mock/reset`. */
export function answerInspection(inspected: Inspected, { method, path, query }: RequestHead): Answer {
  if (path === "/__mock/reset" && method === "POST") {
    inspected.reset();
    return answerEmpty(204);
  }
  if (path === "/__mock/log" && method === "GET") {
    const requests = inspected.describe();
    if (query.get("format") !== "har") return answerJson(200, { requests });
    const body = Buffer.from(writeTrafficHar(requests, inspected.url));
    return { kind: "whole", status: 200, headers: { "Content-Type": "application/json; charset=utf-8" }, body };
  }
  return answerError("not_found", `No ${method} ${path} here: there are GET /__mock/log and POST /__mock/reset`);
}
