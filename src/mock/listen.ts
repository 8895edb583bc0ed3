import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Makes a server listen; rejects with Node's own error where it cannot. */
export function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, () => {
      server.off("error", reject);
      const address = server.address();
      if (address !== null && typeof address === "object") resolve(address);
      else reject(new Error("the server has no port"));
    });
  });
}
