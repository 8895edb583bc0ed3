import { readQuotedHeader } from "./client-refusal.js";
import { collectHeaderSecrets, collectSecrets } from "./collect-secrets.js";
import type { Exchange } from "./exchange.js";

/** Every secret of an exchange that a diagnosis may come across: the request's, and what a client's own error quotes. */
export function collectExchangeSecrets({ request, response, failure }: Exchange): string[] {
  const told = failure?.message ?? (request === null ? (response?.body.text ?? "") : "");
  const quoted = told === "" ? undefined : readQuotedHeader(told);
  const found = quoted === undefined ? [] : collectHeaderSecrets({ name: "authorization", value: quoted });
  return [...collectSecrets(request), ...found];
}
