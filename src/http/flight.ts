import type { LookupAddress } from "node:dns";
import type { Socket } from "node:net";
import type { Failure, FailureKind, Phase } from "../exchange/exchange.js";
import type { Clock } from "../host/host.js";
import type { PeerCertificate } from "./send-order.js";

/** What `race` rejects with once the flight has been stopped; the reason is in `flight.failure`. */
export class Stopped extends Error {}

/** One request under way: the phase it is in, what it holds open, and whether it has been given up. */
export class Flight {
  phase: Phase = "resolve";
  failure: Failure | null = null;
  lingers = false;
  addresses: readonly LookupAddress[] = [];
  address: string | null = null;
  connectMs: number | null = null;
  tlsVersion: string | null = null;
  certificate: PeerCertificate | null = null;
  readonly phaseMs: Partial<Record<Phase, number>> = {};
  readonly #clock: Clock;
  readonly #stop = new AbortController();
  readonly #sockets: Socket[] = [];
  #enteredAt: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#enteredAt = clock.monotonic();
  }

  /** Aborts when the flight is stopped or has ended. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Begins the next phase; the one before has ended. */
  enter(phase: Phase): void {
    const now = this.#clock.monotonic();
    this.phaseMs[this.phase] = (this.phaseMs[this.phase] ?? 0) + now - this.#enteredAt;
    this.#enteredAt = now;
    this.phase = phase;
  }

  /** A connection was made, to the server or to a proxy that now has to let us through. */
  noteConnected(address: string | null): void {
    this.address = address;
    this.connectMs = this.#clock.monotonic() - this.#enteredAt;
  }

  /** Gives up for this reason, unless it had ended before. */
  stop(kind: FailureKind, code: string, message: string): void {
    if (this.signal.aborted) return;
    this.failure = { kind, code, phase: this.phase, message };
    this.end();
  }

  /** Takes charge of a socket: its errors are never unheard, and it does not outlive the flight. */
  own<S extends Socket>(socket: S): S {
    socket.on("error", () => {});
    this.#sockets.push(socket);
    if (this.signal.aborted) socket.destroy();
    return socket;
  }

  /** The work's result, or a rejection with `Stopped` as soon as the flight is stopped, whatever the work does. */
  race<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const onStop = () => reject(new Stopped());
      if (this.signal.aborted) onStop();
      this.signal.addEventListener("abort", onStop, { once: true });
      work.then(resolve, reject).finally(() => this.signal.removeEventListener("abort", onStop));
    });
  }

  /** Closes all that is open. Safe to call twice. */
  end(): void {
    if (this.signal.aborted) return;
    this.enter(this.phase);
    this.#stop.abort();
    // The outermost first: Node 20 crashes where the socket below TLS goes before TLS (SIGSEGV, 20.20.2).
    for (const socket of this.#sockets.reverse()) socket.destroy();
  }
}
