import * as net from "node:net";
import type { Clock } from "../host/host.js";

/** How a connection to one address went. */
export interface TriedAddress {
  readonly address: string;
  readonly durationMs: number;
  /** The system's name for the error, such as `ECONNREFUSED`; `timeout`; null where it was made. */
  readonly error: string | null;
}

/** How long to wait for each, and what gives up at once. */
export interface TryOptions {
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Connects to a port of every address at once, sends nothing, and says how each went. Never rejects. */
export function tryAddresses(
  addresses: readonly string[],
  port: number,
  options: TryOptions,
): Promise<readonly TriedAddress[]> {
  return Promise.all(addresses.map((address) => tryAddress(address, port, options)));
}

async function tryAddress(
  address: string,
  port: number,
  { clock, timeoutMs, signal }: TryOptions,
): Promise<TriedAddress> {
  const begunAt = clock.monotonic();
  const over = new AbortController();
  const socket = net.connect({ host: address, port });
  const error = await new Promise<string | null>((resolve) => {
    socket.once("connect", () => resolve(null));
    socket.once("error", (thrown: NodeJS.ErrnoException) => resolve(thrown.code ?? thrown.message));
    void clock.sleep(timeoutMs, AbortSignal.any([over.signal, signal])).then(() => resolve("timeout"));
  });
  over.abort();
  socket.on("error", () => {});
  socket.destroy();
  return { address, durationMs: clock.monotonic() - begunAt, error };
}
