import type { Exchange } from "../exchange/exchange.js";
import type { Difference } from "../render/report/probe-result.js";
import { type CheckedLayer, fact, makeLayer, notChecked } from "./checked-layer.js";
import { listFirst } from "./way.js";

/** What an answer says about the contract. */
export type ContractJudgement =
  | { readonly kind: "compared"; readonly differences: readonly Difference[] }
  | { readonly kind: "inconclusive"; readonly reason: string };

/** Compares the refusal of a request without a key with the error that is documented for it. */
export function checkContract(exchange: Exchange, judgement: ContractJudgement): CheckedLayer {
  if (judgement.kind === "inconclusive") return notChecked("contract", judgement.reason);
  const { differences } = judgement;
  const asked = fact(
    "compared",
    `the answer ${exchange.response?.status ?? ""} above with the documented unauthorized`,
  );
  if (differences.length === 0)
    return makeLayer("contract", { ok: true, facts: [asked, fact("envelope", "as documented")] });
  const count = `${differences.length} difference${differences.length === 1 ? "" : "s"} from the documentation`;
  return makeLayer("contract", {
    ok: false,
    facts: [
      fact("problem", `${count}.`),
      fact("fix", "Write your client for what was seen here. How the other errors differ: sandbox-errors probe"),
      asked,
      ...listFirst(differences).map(({ member, documented, seen, meaning }) =>
        fact(member, `documented: ${documented}; seen: ${seen}. ${meaning}`),
      ),
    ],
  });
}
