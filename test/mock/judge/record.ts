import type { RecordedAnswer, RecordedRequest } from "../../../src/mock/inspect/recorded-request.js";
import { type Judgement, judgeClient } from "../../../src/mock/judge/judge-client.js";

/** The key that the judged client has. */
export const KEY = `21st_sk_${"0123456789abcdef".repeat(4)}`;

/** What a test says of a request; the rest is usual. */
export interface Told extends Partial<Omit<RecordedRequest, "answer" | "n">> {
  /** When it came, in ms. */
  readonly at: number;
  /** `METHOD /path`. */
  readonly what?: string;
  readonly status?: number | null;
  readonly retryAfter?: number;
  readonly answer?: Partial<RecordedAnswer>;
}

/** Requests as the embedded API records them: answered 1 ms after they came, each on the one connection. */
export function record(told: readonly Told[]): RecordedRequest[] {
  return told.map((each, i) => {
    const { at, what = "GET /v1/sandboxes/x", status = 200, retryAfter, answer = {}, ...members } = each;
    const [method = "GET", target = "/"] = what.split(" ");
    return {
      n: i + 1,
      connection: 1,
      connectedMs: 0,
      hasCompany: false,
      isHere: true,
      startedAtMs: Date.UTC(2026, 0, 1) + at,
      receivedMs: at,
      method,
      path: target.split("?")[0] ?? target,
      target,
      headers: [],
      authorization: `Bearer ${KEY}`,
      text: "",
      bytes: 0,
      bodyHash: "",
      ...members,
      answer: {
        status,
        code: null,
        retryAfterSeconds: retryAfter ?? null,
        scope: "key",
        fault: null,
        headers: [],
        text: "",
        bytes: 0,
        sentMs: status === null ? null : at + 1,
        endedMs: at + 1,
        ending: "whole",
        stream: null,
        ...answer,
      },
    };
  });
}

/** What the judge says of these requests: `rule: numbers of the requests`. */
export function judge(told: readonly Told[], runEnds: readonly number[] = []): string[] {
  return judgeWhole(told, runEnds).verdicts.map(
    ({ rule, requests }) => `${rule}: ${requests.map(({ n }) => n).join(" ")}`,
  );
}

/** The whole judgement. */
export function judgeWhole(told: readonly Told[], runEnds: readonly number[] = []): Judgement {
  return judgeClient({ requests: record(told), runEnds, key: KEY }, told.length);
}
