import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { StreamStep } from "../chat-run.js";
import type { StreamScript } from "../chat-stream.js";
import type { Ending } from "../inspect/recorded-request.js";

/** A whole answer that a fault spoils. */
export interface SpoiltAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What a fault on the wire works with. */
export interface FaultScene {
  readonly request: IncomingMessage;
  /** The connection: a fault writes past the HTTP server. */
  readonly socket: Socket;
  /** Told all that is written. */
  noteSent(chunk: string | Buffer): void;
  /** The answer that would have been given. */
  readonly answer: SpoiltAnswer;
  /** How long the fault lasts, in ms; null where none was asked for. */
  readonly lastsMs: number | null;
  /** Resolves after so many ms; false where the client has left before. */
  wait(ms: number): Promise<boolean>;
  /** The base URL of a server that is another origin. */
  openOtherOrigin(): Promise<string>;
}

/** What came of a fault: the status that went out, or null where none did, and how the answer ended. */
export interface PlayedFault {
  readonly status: number | null;
  readonly ending: Ending;
}

/** A fault of the answer on the wire, whatever the answer. */
export interface WireFault {
  readonly kind: "wire";
  readonly name: string;
  /** What the client meets. */
  readonly summary: string;
  /** True where `(duration)` says how long it lasts. */
  readonly takesDuration: boolean;
  play(scene: FaultScene): PlayedFault | Promise<PlayedFault>;
}

/** A fault within a chat stream; other answers stay whole. */
export interface StreamFault {
  readonly kind: "stream";
  readonly name: string;
  readonly summary: string;
  readonly takesDuration: false;
  makeSteps(script: StreamScript): Iterable<StreamStep>;
}

/** One thing that can go wrong. */
export type Fault = WireFault | StreamFault;
