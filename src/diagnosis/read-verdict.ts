import type { Exchange } from "../exchange/exchange.js";
import type { Diagnosis } from "./report.js";
import type { Verdict } from "./verdict.js";

/** A sandbox that no one has: asking for it needs a good key and changes nothing. */
export const HARMLESS_PATH = "/v1/sandboxes/00000000-0000-4000-8000-000000000000";

/**
 * Reads the verdict out of the answer to the harmless request. Only the API's own "no such sandbox", or a sandbox, proves
 * a key good; only a diagnosis about the key proves it bad; whatever else came says nothing about it. A valid key leaves
 * no diagnosis: that the sandbox does not exist is what was wanted.
 */
export function readVerdict(
  exchange: Exchange,
  diagnoses: readonly Diagnosis[],
): { readonly verdict: Verdict; readonly diagnoses: readonly Diagnosis[] } {
  const [first] = diagnoses;
  const status = exchange.response?.status ?? null;
  const beside = diagnoses.filter(({ severity }) => severity !== "error");
  if (status !== null && status >= 200 && status < 300 && first === undefined)
    return { verdict: "valid", diagnoses: beside };
  if (status === 404 && first !== undefined && PROVES_A_GOOD_KEY.has(first.cause))
    return { verdict: "valid", diagnoses: beside };
  const aboutKey =
    first !== undefined &&
    (status === 401 || status === 403) &&
    (first.layer === "key" || first.layer === "token" || first.cause === "access.forbidden");
  return { verdict: aboutKey ? "rejected" : "indeterminate", diagnoses };
}

/** The API looked for the sandbox, so it had accepted the key. */
const PROVES_A_GOOD_KEY = new Set(["sandbox.not_found", "resource.not_found"]);
