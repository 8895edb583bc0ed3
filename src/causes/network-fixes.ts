import { fix } from "../catalog/fix.js";

/** Each layer between here and the API, one after the other. */
export const RUN_DOCTOR = fix("Test each layer between here and the API on its own.", "sandbox-errors doctor");
/** Which variables choose a proxy. */
export const CHECK_PROXY = fix(
  "Check the proxy variables: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in upper and lower case.",
  "env | grep -i _proxy",
);
/** Repeating is safe only where nothing was done. */
export const REPEAT_WITH_CARE = fix(
  "Before you repeat a POST or PATCH, look whether the first one was carried out: the API documents no idempotency key.",
);
