import type { Socket } from "node:net";
import { SendError } from "./classify-error.js";
import { nameProxy, type ProxyServer, portOf, readProxyCredentials } from "./proxy.js";

/** The longest head that a proxy may answer a CONNECT with, in bytes. */
const MAX_HEAD_BYTES = 16_384;

/** Asks the proxy at the other end of the socket for a tunnel to the URL's host (RFC 9110 section 9.3.6). Rejects where it refuses. */
export async function openTunnel(socket: Socket, url: URL, proxy: ProxyServer): Promise<void> {
  const target = `${url.hostname}:${portOf(url)}`;
  const credentials = readProxyCredentials(proxy);
  const authorization = credentials === undefined ? "" : `Proxy-Authorization: ${credentials}\r\n`;
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${authorization}\r\n`);
  const head = await readHead(socket, proxy);
  const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |\r|$)/.exec(head)?.[1]);
  if (status >= 200 && status < 300) return;
  if (Number.isNaN(status)) throw refusal(proxy, "ERR_TUNNEL_CONNECTION_FAILED", "did not answer with HTTP");
  if (status === 407) throw refusal(proxy, "ERR_PROXY_AUTH_REQUESTED", askForCredentials(credentials));
  throw refusal(proxy, "ERR_TUNNEL_CONNECTION_FAILED", `refused a tunnel to ${target}: ${status}`);
}

/** Says what a 407 means, by whether credentials had been sent. */
export function askForCredentials(sent: string | undefined): string {
  return sent === undefined ? "asks for a user name and password: 407" : "refused the user name and password: 407";
}

/** The error of a proxy that did not do as asked, named without its credentials. */
export function refusal(proxy: ProxyServer, code: string, what: string): SendError {
  return new SendError("proxy", code, `the proxy ${nameProxy(proxy)} ${what}`);
}

function readHead(socket: Socket, proxy: ProxyServer): Promise<string> {
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const settle = (act: () => void) => {
      socket.off("data", onData).off("close", onClose).off("end", onClose).pause();
      act();
    };
    const onData = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf("\r\n\r\n");
      if (end >= 0) {
        settle(() => {
          if (head.length > end + 4) socket.unshift(head.subarray(end + 4));
          resolve(head.toString("latin1", 0, end));
        });
      } else if (head.length > MAX_HEAD_BYTES) {
        settle(() => reject(refusal(proxy, "ERR_TUNNEL_CONNECTION_FAILED", "answered with an endless head")));
      }
    };
    const onClose = () =>
      settle(() => reject(refusal(proxy, "ERR_TUNNEL_CONNECTION_FAILED", "closed the connection without an answer")));
    socket.on("data", onData).on("close", onClose).on("end", onClose);
  });
}
