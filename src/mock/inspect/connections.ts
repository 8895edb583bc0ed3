import type { Socket } from "node:net";
import { Arrivals } from "./arrivals.js";
import type { RecordedConnection } from "./recorded-request.js";

/** Connections that are opened so soon after each other belong together. */
const BURST_GAP_MS = 5;

/** A connection while it is open, and the turn of the event loop in which its newest request was read. */
interface OpenConnection {
  readonly recorded: RecordedConnection;
  turn: number;
}

/** The connections of all clients, and what they say of when a request was sent. */
export class Connections {
  readonly #known = new WeakMap<Socket, OpenConnection>();
  readonly #arrivals: Arrivals;
  #burst: RecordedConnection["burst"] = { count: 0, newestMs: Number.NEGATIVE_INFINITY };
  #count = 0;
  #openCount = 0;

  constructor(private readonly monotonic: () => number) {
    this.#arrivals = new Arrivals(monotonic);
  }

  /** Notes a connection that was opened. */
  add(socket: Socket): OpenConnection {
    const known = this.#known.get(socket);
    if (known !== undefined) return known;
    const { sinceMs } = this.#arrivals.note();
    const openedMs = this.monotonic();
    // What waited while others were accepted belongs to them, however long they took.
    if (sinceMs - this.#burst.newestMs > BURST_GAP_MS) this.#burst = { count: 0, newestMs: openedMs };
    this.#burst.count += 1;
    this.#burst.newestMs = openedMs;
    this.#count += 1;
    const isAlone = this.#openCount === 0;
    const recorded = { n: this.#count, openedMs, setOutMs: sinceMs, isAlone, burst: this.#burst, isPipelined: false };
    const connection = { recorded, turn: -1 };
    this.#known.set(socket, connection);
    this.#openCount += 1;
    socket.once("close", () => {
      this.#openCount -= 1;
    });
    return connection;
  }

  /** Notes that a request was read; tells its connection, and the earliest time at which it may have been sent. */
  noteRequest(socket: Socket): { readonly connection: RecordedConnection; readonly setOutMs: number } {
    const connection = this.add(socket);
    const { recorded } = connection;
    const { sinceMs, turn } = this.#arrivals.note();
    // Two requests in one turn: the second was sent before the first could be answered.
    if (connection.turn === turn) recorded.isPipelined = true;
    // Who opens a connection has the request in mind that is sent on it first.
    const setOutMs = connection.turn < 0 ? recorded.setOutMs : sinceMs;
    connection.turn = turn;
    return { connection: recorded, setOutMs };
  }
}
