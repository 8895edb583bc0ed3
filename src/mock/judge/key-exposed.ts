import { findKeyDefect } from "../../catalog/key-form.js";
import { redactKeyLike } from "../../text/redact.js";
import type { RecordedRequest } from "../inspect/recorded-request.js";
import type { Finding, JudgeRule } from "./judge-rule.js";

/** The key in a URL, where logs and proxies keep it, or sent to another origin behind a redirect. */
export const keyExposed: JudgeRule = {
  id: "key_exposed",
  summary: "sends the key in a URL or to another origin",
  find({ all, key }) {
    const credentials = new Set([key, ...all.filter(({ isHere }) => isHere).map(readCredential)].filter(isSecret));
    const holds = (text: string) =>
      redactKeyLike(text) !== text || [...credentials].some((each) => text.includes(each));
    return all.flatMap((request) => {
      const findings: Finding[] = [];
      if (holds(request.target)) {
        const message = `Request ${request.n} (${request.method}) has the key in its URL.`;
        findings.push({ message, requests: [request] });
      }
      if (!request.isHere && request.headers.some(({ value }) => holds(value))) {
        const message = `Request ${request.n} (${request.method}) took the key along to another origin, to which a redirect had led.`;
        findings.push({ message, requests: [request] });
      }
      return findings;
    });
  },
};

/** What a request authenticated itself with, whether it was the right key or not. */
function readCredential({ authorization }: RecordedRequest): string {
  return authorization.slice(authorization.lastIndexOf(" ") + 1);
}

/** Words such as `undefined` are no secrets. */
function isSecret(credential: string): boolean {
  return credential.length >= 8 && findKeyDefect(credential)?.kind !== "unset";
}
