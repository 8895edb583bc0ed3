import { type Fix, fix } from "../../catalog/fix.js";
import type { PlacedFailure } from "./network-failure.js";

/** Where a request went, as far as the catalogue knows that has seen none. */
export const SOMEWHERE: Pick<PlacedFailure, "host" | "address" | "base"> = {
  host: "the host",
  address: "the server",
  base: null,
};

/** The command that looks at each layer between here and an answer, for the host that the request went to. */
export function examineLayers({ base }: Pick<PlacedFailure, "base">): string {
  return base === null ? "sandbox-errors doctor" : `sandbox-errors doctor --base-url ${base}`;
}

/** How far a request gets shows where the way ends. */
export function tryLayers(where: Pick<PlacedFailure, "base">): Fix {
  return fix(
    "Then send the shortest request, which needs no key, and see how far it gets: doctor looks at each layer on the way.",
    examineLayers(where),
  );
}
/** Which variables choose a proxy. */
export const CHECK_PROXY = fix(
  "Check the proxy variables: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in upper and lower case.",
  "env | grep -i _proxy",
);
/** Repeating is safe only where nothing was done. */
export const REPEAT_WITH_CARE = fix(
  "Before you repeat a POST or PATCH, look whether the first one was carried out: the API documents no idempotency key.",
);
