import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Header } from "../../exchange/exchange.js";
import { Connections } from "./connections.js";
import type { RecordedRequest } from "./recorded-request.js";

/** So many requests are kept; the oldest go first. */
const MOST_REQUESTS = 10_000;
/** Of each body so many bytes are kept, of all bodies together so many. */
const MOST_BODY_BYTES = 64 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;
/** What the heads of all requests may take together, and what a header takes beside its text (measured: two strings, an object). */
const MOST_HEAD_BYTES = 64 * 1024 * 1024;
const HEADER_BYTES = 128;

/** The clocks of an embedded API, in ms: since 1970, and one that never goes back. */
export interface Clocks {
  now(): number;
  monotonic(): number;
}

/** Told what becomes of the list of requests. */
export interface TrafficListener {
  added(record: RecordedRequest): void;
  /** The oldest has gone. */
  dropped(): void;
  cleared(): void;
}

/** The requests that an embedded API has seen, bounded in number and bytes. */
export class Traffic {
  readonly #connections: Connections;
  /** Those since each reset, oldest first; the last list is the current one. */
  #sessions: RecordedRequest[][] = [[]];
  #runEnds: number[] = [];
  #kept = 0;
  #count = 0;
  #countBefore = 0;
  #bytes = 0;
  #headBytes = 0;

  constructor(
    private readonly clocks: Clocks,
    private readonly listener: TrafficListener,
    /** True where what came before a reset is kept, out of sight, for a judgement of all. */
    private readonly keepsPast: boolean,
  ) {
    this.#connections = new Connections(() => clocks.monotonic());
  }

  /** Those since the last reset that are kept, oldest first. */
  get requests(): readonly RecordedRequest[] {
    return this.#sessions.at(-1) ?? [];
  }

  /** The same for each reset, where the past is kept. */
  get sessions(): readonly (readonly RecordedRequest[])[] {
    return this.#sessions;
  }

  /** How many there were since the last reset, those included that are no longer kept. */
  get count(): number {
    return this.#count - this.#countBefore;
  }

  /** The same without regard to resets, where the past is kept. */
  get wholeCount(): number {
    return this.#count;
  }

  /** When runs of chats ended, ms of the clock that never goes back. */
  get runEnds(): readonly number[] {
    return this.#runEnds;
  }

  /** Notes that a run ended now. */
  noteRunEnd(): void {
    this.#runEnds.push(this.clocks.monotonic());
    if (this.#runEnds.length > MOST_REQUESTS) this.#runEnds.shift();
  }

  /** Forgets all requests, or puts them out of sight. */
  clear(): void {
    this.listener.cleared();
    if (this.keepsPast) {
      this.#sessions.push([]);
      this.#countBefore = this.#count;
      return;
    }
    this.#sessions = [[]];
    this.#runEnds = [];
    this.#kept = 0;
    this.#count = 0;
    this.#bytes = 0;
    this.#headBytes = 0;
  }

  /** Notes a connection that was opened. */
  addConnection(socket: Socket): void {
    this.#connections.add(socket);
  }

  /** Notes a request whose head has come. */
  begin(request: IncomingMessage, isHere = true): RecordedRequest {
    this.#count += 1;
    const target = request.url ?? "/";
    const { connection, setOutMs } = this.#connections.noteRequest(request.socket);
    const record: RecordedRequest = {
      n: this.#count,
      connection,
      isHere,
      startedAtMs: this.clocks.now(),
      receivedMs: this.clocks.monotonic(),
      setOutMs,
      method: request.method ?? "GET",
      path: target.split("?", 1)[0] ?? target,
      target,
      headers: pairUp(request.rawHeaders),
      authorization: request.headers.authorization ?? "",
      text: "",
      bytes: 0,
      bodyHash: "",
      answer: {
        status: null,
        code: null,
        retryAfterSeconds: null,
        scope: "key",
        fault: null,
        headers: [],
        text: "",
        bytes: 0,
        sentMs: null,
        endedMs: null,
        ending: null,
        stream: null,
      },
    };
    this.#sessions.at(-1)?.push(record);
    this.#kept += 1;
    this.#headBytes += weighHead(record);
    this.listener.added(record);
    while (this.#kept > MOST_REQUESTS || (this.#headBytes > MOST_HEAD_BYTES && this.#kept > 1)) this.#drop();
    return record;
  }

  /** Notes a request's body. */
  addBody(record: RecordedRequest, body: Buffer): void {
    record.bytes = body.length;
    if (body.length === 0) return;
    record.bodyHash = createHash("sha256").update(body).digest("base64");
    record.text = this.#keep(body);
  }

  /** Notes the next piece of an answer's body. */
  addAnswerBody(record: RecordedRequest, piece: Buffer | string): void {
    const bytes = Buffer.byteLength(piece);
    const room = MOST_BODY_BYTES - record.answer.bytes;
    record.answer.bytes += bytes;
    if (room <= 0) return;
    const buffer = typeof piece === "string" ? Buffer.from(piece) : piece;
    record.answer.text += this.#keep(buffer.subarray(0, room));
  }

  #keep(body: Buffer): string {
    const text = body.toString("utf8", 0, Math.min(body.length, MOST_BODY_BYTES));
    this.#bytes += text.length;
    if (this.#bytes > MOST_BYTES) this.#forgetOldBodies();
    return text;
  }

  /** The newest bodies are those that someone will look at. */
  #forgetOldBodies(): void {
    for (const session of this.#sessions) {
      for (const record of session) {
        if (this.#bytes <= MOST_BYTES) return;
        this.#forgetBodies(record);
      }
    }
  }

  #drop(): void {
    const oldest = this.#sessions.find(({ length }) => length > 0);
    const record = oldest?.shift();
    this.#forgetBodies(record);
    if (record !== undefined) this.#headBytes -= weighHead(record);
    this.#kept -= 1;
    if (oldest === this.#sessions.at(-1)) this.listener.dropped();
  }

  #forgetBodies(record: RecordedRequest | undefined): void {
    if (record === undefined) return;
    this.#bytes -= record.text.length + record.answer.text.length;
    record.text = "";
    record.answer.text = "";
  }
}

function weighHead({ target, headers }: RecordedRequest): number {
  return headers.reduce((sum, { name, value }) => sum + name.length + value.length + HEADER_BYTES, target.length);
}

function pairUp(raw: readonly string[]): Header[] {
  const headers: Header[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) headers.push({ name: raw[i] ?? "", value: raw[i + 1] ?? "" });
  return headers;
}
