import { DASHBOARD_URL } from "../../catalog/docs-urls.js";
import { fix } from "../../catalog/fix.js";

/** Where a key is looked for, in order. */
export const KEY_SOURCES =
  "--api-key, --api-key-file, --api-key-stdin, then the variables SANDBOX_API_KEY, API_KEY_21ST and AN_API_KEY, then apiKey in ~/.an/credentials";

/** Set a key in the environment. */
export const SET_KEY = fix(
  "Set the key in the environment of the program that sends the request.",
  "export SANDBOX_API_KEY=<your key>",
);
/** Where keys are made. */
export const MAKE_KEY = fix(
  `Make a key in the dashboard, ${DASHBOARD_URL}: a real one is 21st_sk_ and 64 lower-case hex digits.`,
);
/** Look at the key and ask the server about it. */
export const CHECK_KEY = fix(
  "Check the key: its text is examined first, then one harmless request is sent.",
  "sandbox-errors check-key",
);
/** The header as the API wants it. */
export const SEND_BEARER = fix(
  "Send the header exactly so: the word Bearer with a capital B, one space, then the key.",
  'curl -H "Authorization: Bearer $SANDBOX_API_KEY" https://relay.an.dev/v1/sandboxes/<id>',
);
/** Mint a short-lived token. */
export const MINT_TOKEN = fix(
  "Mint a new token with your API key, on your server.",
  "sandbox-errors request POST /v1/tokens",
);
/** Use the key itself in place of a token. */
export const USE_KEY = fix(
  "Send this request from your server with the API key itself; keep tokens for browsers and other clients.",
  "export SANDBOX_API_KEY=<your key>",
);
