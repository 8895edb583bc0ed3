import type {
  RecordedAnswer,
  RecordedConnection,
  RecordedRequest,
} from "../../../src/mock/inspect/recorded-request.js";
import { type Judgement, judgeClient } from "../../../src/mock/judge/judge-client.js";

/** The key that the judged client has. */
export const KEY = `21st_sk_${"0123456789abcdef".repeat(4)}`;

/** What a test says of a request; the rest is usual. */
export interface Told extends Partial<Omit<RecordedRequest, "answer" | "n" | "connection">> {
  /** When it came, in ms. */
  readonly at: number;
  /** The number of its connection, and what the first request on it says of that. */
  readonly on?: number;
  readonly connection?: Partial<RecordedConnection>;
  /** `METHOD /path`. */
  readonly what?: string;
  readonly status?: number | null;
  readonly retryAfter?: number;
  readonly answer?: Partial<RecordedAnswer>;
}

/** Requests as the embedded API records them: answered 1 ms after they came, each on the one connection. */
export function record(told: readonly Told[]): RecordedRequest[] {
  const connections = new Map<number, RecordedConnection>();
  return told.map((each, i) => {
    const { at, on = 1, what = "GET /v1/sandboxes/x", status = 200, retryAfter, answer = {}, ...members } = each;
    const connection = connections.get(on) ?? { ...makeConnection(on), ...each.connection };
    connections.set(on, connection);
    const [method = "GET", target = "/"] = what.split(" ");
    return {
      n: i + 1,
      isHere: true,
      startedAtMs: Date.UTC(2026, 0, 1) + at,
      receivedMs: at,
      setOutMs: at,
      method,
      path: target.split("?")[0] ?? target,
      target,
      headers: [],
      authorization: `Bearer ${KEY}`,
      text: "",
      bytes: 0,
      bodyHash: "",
      ...members,
      connection,
      answer: {
        status,
        code: null,
        retryAfterSeconds: retryAfter ?? null,
        scope: "key",
        fault: null,
        headers: [],
        text: "",
        bytes: 0,
        sentMs: at + 1,
        endedMs: at + 1,
        ending: "whole",
        stream: null,
        ...answer,
      },
    };
  });
}

/** A connection that was there from the start. */
function makeConnection(n: number): RecordedConnection {
  const burst = { count: 1, newestMs: 0 };
  return { n, openedMs: 0, setOutMs: 0, isAlone: false, burst, isPipelined: false };
}

/** What the judge says of these requests: `rule: numbers of the requests`. */
export function judge(told: readonly Told[], runEnds: readonly number[] = []): string[] {
  return judgeWhole(told, runEnds).verdicts.map(
    ({ rule, requests }) => `${rule}: ${requests.map(({ n }) => n).join(" ")}`,
  );
}

/** The whole judgement. */
export function judgeWhole(told: readonly Told[], runEnds: readonly number[] = []): Judgement {
  return judgeClient({ all: record(told), runEnds, key: KEY }, told.length);
}
