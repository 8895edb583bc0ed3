import type { Socket } from "node:net";
import type { Dispatcher } from "undici";
import type { Header } from "../exchange/exchange.js";
import type { Clock } from "../host/host.js";
import { ChunkQueue } from "./chunk-queue.js";
import { SendError } from "./classify-error.js";
import type { AnswerHead } from "./send-order.js";
import { fitValve, type SocketValve } from "./socket-valve.js";

/** What has come of an answer so far: told by undici, read by us. */
export class Answer implements Dispatcher.DispatchHandler {
  head: AnswerHead | null = null;
  /** In ms since 1970. */
  receivedAt: number | null = null;
  /** Why it ended before its time. */
  error: Error | null = null;
  /** Since when a byte of the body has been awaited, by the monotonic clock; undefined while we are busy with one. */
  idleSince: number | undefined;
  /** Its body as it comes over the wire. */
  readonly chunks = new ChunkQueue(() => this.#awaitChunk());
  /** Resolves once the head has come, or nothing more will. */
  readonly begun: Promise<void>;
  #begin: () => void = () => {};
  #socketError: Error | null = null;
  readonly #clock: Clock;
  readonly #valve: SocketValve;

  /** Takes its place on the socket before undici does, to hear of errors first. */
  constructor(socket: Socket, clock: Clock) {
    this.#clock = clock;
    this.#valve = fitValve(socket);
    this.begun = new Promise((resolve) => {
      this.#begin = resolve;
    });
    socket.on("error", (error) => {
      this.#socketError = error;
    });
  }

  onRequestStart(): void {}

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (status < 200) return;
    this.head = { status, headers: readRawHeaders(controller.rawHeaders) };
    this.receivedAt = this.#clock.now();
    this.#begin();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.idleSince = undefined;
    this.chunks.push(chunk);
    this.#valve.hold();
  }

  onResponseEnd(): void {
    // A body that ends with its connection has ended by a reset too, says undici; RFC 9112 section 8 does not.
    this.end(this.#socketError);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.end(error);
  }

  /** Nothing more comes. The first reason stays. */
  end(error: Error | null): void {
    this.error ??= error;
    this.chunks.end();
    this.#begin();
  }

  #awaitChunk(): void {
    this.idleSince = this.#clock.monotonic();
    this.#valve.release();
  }
}

function readRawHeaders(raw: Dispatcher.DispatchController["rawHeaders"]): Header[] {
  const headers: Header[] = [];
  if (!Array.isArray(raw)) throw new SendError("other", "UND_ERR_INFO", "undici gave no raw headers");
  for (let at = 0; at + 1 < raw.length; at += 2) {
    headers.push({ name: readLatin1(raw[at]), value: readLatin1(raw[at + 1]) });
  }
  return headers;
}

function readLatin1(text: Buffer | string | undefined): string {
  return typeof text === "string" ? text : (text?.toString("latin1") ?? "");
}
