import { once } from "node:events";
import { createServer } from "node:http";

/** Where a limiter says how long to wait. */
export const WAIT_PLACES = ["body", "header", "both", "neither"] as const;
export type WaitPlace = (typeof WAIT_PLACES)[number];

/** A server that refuses everything until a wait after its first answer is over. */
export interface Limiter {
  readonly url: string;
  /** When each request came, in ms of `performance.now`. */
  readonly requestsAt: readonly number[];
  /** When requests are accepted again; undefined before the first. */
  allowedAt(): number | undefined;
  close(): void;
}

/** The body of an accepted request. */
export const GOOD_BODY = '{"ok":true}';
/** What every body of a refusal has, and no other. */
export const REFUSAL_MARK = '"rate_limit_exceeded"';

/** Starts a limiter that says in `place` what is left of the wait, in whole seconds, rounded up as the API does. */
export async function startLimiter(place: WaitPlace, waitMs: number): Promise<Limiter> {
  const requestsAt: number[] = [];
  let allowedAt: number | undefined;
  const server = createServer((_request, response) => {
    const now = performance.now();
    requestsAt.push(now);
    allowedAt ??= now + waitMs;
    response.setHeader("Content-Type", "application/json");
    if (now >= allowedAt) {
      response.end(GOOD_BODY);
      return;
    }
    // Rounded first, or 2000.0000000001 ms would be 3 s.
    const seconds = Math.ceil(Math.round(allowedAt - now) / 1000);
    const inBody = place === "body" || place === "both" ? { retryAfter: seconds } : {};
    response.statusCode = 429;
    if (place === "header" || place === "both") response.setHeader("Retry-After", seconds);
    const error = { code: "rate_limit_exceeded", message: "Too many requests", status: 429, ...inBody };
    response.end(JSON.stringify({ error }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requestsAt,
    allowedAt: () => allowedAt,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
