import { performance } from "node:perf_hooks";
import { DIALECTS, type Dialect } from "./mock/dialect.js";
import type { MockRequest } from "./mock/inspect/describe-request.js";
import type { Judgement } from "./mock/judge/judge-client.js";
import { parseRateLimit } from "./mock/parse-rate-limit.js";
import { parseScript } from "./mock/script/parse-script.js";
import { ScriptError, type ScriptRule } from "./mock/script/script.js";
import { createSeededRandom } from "./mock/seeded-random.js";
import { startMock as startEmbedded } from "./mock/start-mock.js";

export type { Dialect } from "./mock/dialect.js";
export type { MockAnswer, MockRequest } from "./mock/inspect/describe-request.js";
export type { Judgement, QuotedRequest, Verdict } from "./mock/judge/judge-client.js";

// Of Node's own: tests of clients replace the global clocks, some before this is loaded, and then the judge would see no
// time pass.
const readMonotonicMs = performance.now.bind(performance);
const readWallMs = (): number => Math.floor(performance.timeOrigin + readMonotonicMs());

/** How to start an embedded API. */
export interface StartMockOptions {
  /** `documented`, the default, answers as the Errors page says, `observed` as the published server was seen to. */
  readonly dialect?: Dialect | undefined;
  /**
   * Errors and faults to answer in turn: `429(2s)x2,503,200` for all requests, `POST /v1/chat/*: stream_active,200` for one
   * route; several lists in an array. Then all is as usual.
   */
  readonly script?: string | readonly string[] | undefined;
  /** Limits the key, as in `10/1m`. */
  readonly rateLimit?: string | undefined;
  /** Makes key, ids and all chance the same each time. */
  readonly seed?: string | undefined;
  /** The one key that is accepted; made up where it is left out. */
  readonly key?: string | undefined;
  /** The port of 127.0.0.1 to listen on; any free one where it is left out. */
  readonly port?: number | undefined;
  /**
   * The time, in ms since 1970, for tests with a clock of their own, such as `() => Date.now()` under fake timers: answers
   * tell it, and rate limit and judge go by it. The real clocks where it is left out.
   */
  readonly now?: (() => number) | undefined;
}

/** An embedded API that listens. Its members can be taken apart: `const { url, key } = await startMock()`. */
export interface MockServer {
  /** Its base URL, without a slash at the end. */
  readonly url: string;
  /** The key that it accepts. */
  readonly key: string;
  /** The id of the sandbox that exists from the start; its agent is `my-agent`. */
  readonly sandboxId: string;
  /** The requests that reached it, oldest first, at most the newest 10,000. Lives: what comes later is added. */
  readonly requests: readonly MockRequest[];
  /** Forgets all requests, sandboxes, vaults and counts and starts over, the script too; key and address stay. */
  reset(): void;
  /** Says what the client did wrong with the errors that it got, so far. */
  judge(): Judgement;
  /** Ends at once, with all connections; resolves when the port is free. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Starts an embedded API on the loopback, for tests of your own client: the documented endpoints with state in memory, any
 * error and any fault on demand. Nothing is shared between two of them. Rejects with a TypeError where an option is wrong,
 * with Node's own error where it cannot listen.
 */
export async function startMock(options: StartMockOptions = {}): Promise<MockServer> {
  const { dialect = "documented", seed, key, port, now = readWallMs } = options;
  if (!DIALECTS.includes(dialect)) refuse("dialect", dialect, `one of ${DIALECTS.join(", ")}`);
  if (seed !== undefined && typeof seed !== "string") refuse("seed", seed, "a text");
  // What no header can carry, nobody could send.
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) refuse("key", key, "visible ASCII characters without spaces");
  if (typeof now !== "function") refuse("now", now, "a function");
  const limit = options.rateLimit === undefined ? undefined : parseRateLimit(String(options.rateLimit));
  if (limit === undefined && options.rateLimit !== undefined)
    refuse("rateLimit", options.rateLimit, "a rate such as 10/1m");
  const mock = await startEmbedded({
    dialect,
    script: readScripts(options.script ?? [], dialect),
    now,
    monotonic: options.now ?? readMonotonicMs,
    random: seed === undefined ? Math.random : createSeededRandom(seed),
    ...(limit === undefined ? {} : { rateLimit: limit }),
    ...(key === undefined ? {} : { key }),
    ...(port === undefined ? {} : { port }),
  });
  return {
    url: mock.url,
    key: mock.key,
    sandboxId: mock.sandboxId,
    get requests() {
      return mock.requests;
    },
    reset: mock.reset,
    judge: mock.judge,
    close: mock.close,
  };
}

function refuse(option: string, value: unknown, wanted: string): never {
  throw new TypeError(`${option}: ${JSON.stringify(value) ?? String(value)} is not ${wanted}`);
}

function readScripts(script: string | readonly string[], dialect: Dialect): ScriptRule[] {
  return [script].flat().map((text) => {
    if (typeof text !== "string") refuse("script", text, "a text such as 429(2s)x2,503,200");
    try {
      return parseScript(text, dialect);
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      throw new TypeError(`script: at character ${error.column} of "${text}": ${error.message}`);
    }
  });
}
