import { fix } from "../../catalog/fix.js";

/** The shortest request, without a key: how far it gets shows where the way ends. */
export const TRY_HEALTH = fix(
  "Then send the shortest request, which needs no key, and see how far it gets.",
  "sandbox-errors request GET /health --verbose",
);
/** Which variables choose a proxy. */
export const CHECK_PROXY = fix(
  "Check the proxy variables: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in upper and lower case.",
  "env | grep -i _proxy",
);
/** Repeating is safe only where nothing was done. */
export const REPEAT_WITH_CARE = fix(
  "Before you repeat a POST or PATCH, look whether the first one was carried out: the API documents no idempotency key.",
);
