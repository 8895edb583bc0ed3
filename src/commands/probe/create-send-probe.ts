import type { Host } from "../../host/host.js";
import type { SendProbe } from "../../probe/send-probe.js";
import { createSender } from "../create-sender.js";
import type { Settings } from "../settings.js";

/** A key of the right form that nobody has. */
const WRONG_KEY = `21st_sk_${"0".repeat(64)}`;

/** Makes what sends the probe's requests to the API: it adds address and credential, and follows nothing. */
export function createSendProbe(host: Host, settings: Settings, key: string | null): SendProbe {
  const credentials = { key, wrong_key: WRONG_KEY, none: null } as const;
  return (request, { signal, onBegun }) => {
    const credential = credentials[request.credential];
    const authorization = credential === null ? [] : [{ name: "Authorization", value: `Bearer ${credential}` }];
    const send = createSender(host, settings, {
      method: request.method,
      url: new URL(writeUrl(settings.baseUrl, request.path)),
      headers: [...authorization, ...request.headers],
      body: request.body === null ? null : new TextEncoder().encode(request.body),
      signal,
      onChunk: (_, head) => onBegun?.(head),
    });
    return send();
  };
}

/** The absolute address of a path of the API. */
export function writeUrl(baseUrl: URL, path: string): string {
  return `${baseUrl.origin}${baseUrl.pathname.replace(/\/$/, "")}${path}`;
}
