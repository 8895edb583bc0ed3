import { redactKeyLike } from "../../text/redact.js";
import type { RecordedRequest } from "../inspect/recorded-request.js";
import type { Evidence, Finding, JudgeRule } from "./judge-rule.js";

/** The key in a URL, where logs and proxies keep it, or sent to another origin behind a redirect. */
export const keyExposed: JudgeRule = {
  id: "key_exposed",
  summary: "sends the key in a URL or to another origin",
  find(evidence) {
    return evidence.all.flatMap((request) => {
      const findings: Finding[] = [];
      if (holdsKey(evidence, request.target)) {
        findings.push({
          message: `Request ${request.n} (${request.method}) has the key in its URL.`,
          requests: [request],
        });
      }
      if (!request.isHere && carriesKey(evidence, request)) {
        const message = `Request ${request.n} (${request.method}) took the key along to another origin, to which a redirect had led.`;
        findings.push({ message, requests: [request] });
      }
      return findings;
    });
  },
};

function holdsKey({ key }: Evidence, text: string): boolean {
  return text.includes(key) || redactKeyLike(text) !== text;
}

function carriesKey(evidence: Evidence, { headers }: RecordedRequest): boolean {
  return headers.some(({ value }) => holdsKey(evidence, value));
}
