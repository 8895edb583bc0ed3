import type { Facts } from "../../exchange/facts.js";
import { findSpoken } from "./spoken-text.js";

const BLOCKERS =
  /\b(missing_payment_method|payment_failed|payment_past_due|insufficient_credits?|missing_config|billing_check_failed)\b/;
const PLATFORM = /^(?:missing_config|billing_check_failed)$/;
const BILLING_TEXT =
  /\bbilling (?:setup is required|is not (?:set up|ready)|not ready|required)|\b(?:billing|payment) (?:required|method (?:is )?(?:required|missing))/i;

/** What an answer says about billing. */
export interface BillingAnswer {
  /** The word in parentheses at the end of the message, such as `missing_payment_method`; null where there is none. */
  readonly blocker: string | null;
  /** True where the blocker lies with the platform: it could not check, or lacks its own settings (observed). */
  readonly platform: boolean;
  /** False where only the status 402 says so. */
  readonly named: boolean;
}

/** Reads an answer about billing: the code, a blocker, words, or a 402 with nothing else; undefined where it is about something else. */
export function readBilling(facts: Facts): BillingAnswer | undefined {
  const told = findSpoken(facts, BLOCKERS)?.match[1] ?? BLOCKERS.exec(facts.code ?? "")?.[1];
  const inParentheses = findSpoken(facts, /\(([a-z][a-z_]{2,40})\)\W{0,3}$/)?.match[1];
  const named =
    facts.code === "billing_not_ready" || told !== undefined || findSpoken(facts, BILLING_TEXT) !== undefined;
  // A budget is another matter, unless the words speak of billing.
  if (!named && (facts.status !== 402 || facts.code === "budget_exceeded")) return undefined;
  const blocker = told ?? inParentheses ?? null;
  return { blocker, platform: blocker !== null && PLATFORM.test(blocker), named };
}
