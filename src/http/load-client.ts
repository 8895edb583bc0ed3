import { setFlagsFromString } from "node:v8";
import type { Client } from "undici";

/**
 * undici's client for one connection, loaded at the first request.
 *
 * By its own module, because the package's entry also loads fetch, WebSocket, caches and mocks: one request on the
 * loopback took a whole process 76 ms this way, 149 ms through the entry and curl 10.7 ms (Node 20.20, 2026-11-23). The
 * module is no public name, so where it is gone the entry serves.
 */
export function loadClient(): typeof Client {
  const found = requireClient();
  calmWasmCompiler();
  return found;
}

function requireClient(): typeof Client {
  try {
    return require("undici/lib/dispatcher/client.js");
  } catch {
    const entry: typeof import("undici") = require("undici");
    return entry.Client;
  }
}

/**
 * Keeps the V8 of Node 20 from optimising undici's WebAssembly parser in the background: a process waits for that
 * before it exits, 100 to 190 ms for a single request. After the imports and before the first request. Later versions
 * do not need it; they have `Promise.withResolvers`.
 */
function calmWasmCompiler(): void {
  if (!("withResolvers" in Promise)) setFlagsFromString("--wasm-tiering-budget=1000000000");
}
