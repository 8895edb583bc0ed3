import { createServer, type Server } from "node:http";
import type { Traffic } from "./inspect/traffic.js";
import { listen } from "./listen.js";

/** A second server on the loopback, for redirects: another port is another origin (RFC 6454). Started when first asked for. */
export class OtherOrigin {
  #server: Server | null = null;
  #url: Promise<string> | null = null;
  #isClosed = false;

  constructor(private readonly traffic: Traffic) {}

  /** Its base URL. */
  open(): Promise<string> {
    this.#url ??= this.#start();
    return this.#url;
  }

  /** Ends it, where it was started. */
  close(): void {
    this.#isClosed = true;
    this.#server?.close();
    this.#server?.closeAllConnections();
  }

  async #start(): Promise<string> {
    const server = createServer({ requireHostHeader: false }, (request, response) => {
      const { answer } = this.traffic.begin(request, false);
      request.resume();
      answer.status = 200;
      answer.ending = "whole";
      response.writeHead(200, { "Content-Type": "application/json", Connection: "close" });
      response.end('{"note":"This is another origin: the key has no business here."}');
    });
    this.#server = server;
    const { port } = await listen(server, 0, "127.0.0.1");
    if (this.#isClosed) this.close();
    return `http://127.0.0.1:${port}`;
  }
}
