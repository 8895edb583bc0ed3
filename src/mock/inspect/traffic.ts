import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Header } from "../../exchange/exchange.js";
import { Arrivals } from "./arrivals.js";
import type { RecordedConnection, RecordedRequest } from "./recorded-request.js";

/** So many requests are kept; the oldest go first. */
const MOST_REQUESTS = 10_000;
/** Of each body so many bytes are kept, of all bodies together so many. */
const MOST_BODY_BYTES = 64 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;
/** Connections that are opened so soon after each other belong together. */
const BURST_GAP_MS = 5;

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

/** A connection while it is open, and the turn of the event loop in which its newest request was read. */
interface OpenConnection {
  readonly recorded: RecordedConnection;
  turn: number;
}

/** The requests that an embedded API has seen, bounded in number and bytes. */
export class Traffic {
  readonly #connections = new WeakMap<object, OpenConnection>();
  readonly #arrivals: Arrivals;
  #requests: RecordedRequest[] = [];
  #runEnds: number[] = [];
  #burst: RecordedConnection["burst"] = { count: 0, newestMs: Number.NEGATIVE_INFINITY };
  #connectionCount = 0;
  #openCount = 0;
  #count = 0;
  #bytes = 0;

  constructor(
    private readonly clocks: Clocks,
    private readonly listener: TrafficListener,
  ) {
    this.#arrivals = new Arrivals(() => clocks.monotonic());
  }

  /** Those that are kept, oldest first. */
  get requests(): readonly RecordedRequest[] {
    return this.#requests;
  }

  /** How many there were, those included that are no longer kept. */
  get count(): number {
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

  /** Forgets all requests. */
  clear(): void {
    this.listener.cleared();
    this.#runEnds = [];
    this.#requests = [];
    this.#count = 0;
    this.#bytes = 0;
  }

  /** Notes a connection that was opened. */
  addConnection(socket: Socket): OpenConnection {
    const known = this.#connections.get(socket);
    if (known !== undefined) return known;
    const nowMs = this.clocks.monotonic();
    const { sinceMs } = this.#arrivals.note();
    // What waited while others were accepted belongs to them, however long they took.
    if (sinceMs - this.#burst.newestMs > BURST_GAP_MS) this.#burst = { count: 0, newestMs: nowMs };
    this.#burst.count += 1;
    this.#burst.newestMs = nowMs;
    this.#connectionCount += 1;
    const recorded: RecordedConnection = {
      n: this.#connectionCount,
      openedMs: nowMs,
      setOutMs: sinceMs,
      isAlone: this.#openCount === 0,
      burst: this.#burst,
      isPipelined: false,
    };
    const connection = { recorded, turn: -1 };
    this.#connections.set(socket, connection);
    this.#openCount += 1;
    socket.once("close", () => {
      this.#openCount -= 1;
    });
    return connection;
  }

  /** Notes a request whose head has come. */
  begin(request: IncomingMessage, isHere = true): RecordedRequest {
    this.#count += 1;
    const target = request.url ?? "/";
    const connection = this.addConnection(request.socket);
    const { sinceMs, turn } = this.#arrivals.note();
    const { recorded } = connection;
    // Two requests in one turn: the second was sent before the first could be answered.
    if (connection.turn === turn) recorded.isPipelined = true;
    const isFirst = connection.turn < 0;
    connection.turn = turn;
    const record: RecordedRequest = {
      n: this.#count,
      connection: recorded,
      isHere,
      startedAtMs: this.clocks.now(),
      receivedMs: this.clocks.monotonic(),
      // Who opens a connection has the request in mind that is sent on it first.
      setOutMs: isFirst ? recorded.setOutMs : sinceMs,
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
    this.#requests.push(record);
    this.listener.added(record);
    if (this.#requests.length > MOST_REQUESTS) this.#drop();
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
    // The newest bodies are those that someone will look at.
    for (let i = 0; this.#bytes > MOST_BYTES && i < this.#requests.length; i += 1)
      this.#forgetBodies(this.#requests[i]);
    return text;
  }

  #drop(): void {
    this.#forgetBodies(this.#requests.shift());
    this.listener.dropped();
  }

  #forgetBodies(record: RecordedRequest | undefined): void {
    if (record === undefined) return;
    this.#bytes -= record.text.length + record.answer.text.length;
    record.text = "";
    record.answer.text = "";
  }
}

function pairUp(raw: readonly string[]): Header[] {
  const headers: Header[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) headers.push({ name: raw[i] ?? "", value: raw[i + 1] ?? "" });
  return headers;
}
