import type { Row } from "../matrix.js";
import { REASONS } from "./reasons.js";

const ONE = ["probe", "not_found-sandbox"];
const EMPTY_BASELINE = `${JSON.stringify({ version: 1, cases: [] })}\n`;
const NOT_ITS_OWN = "an answer that refuses is compared, or makes its case inconclusive";

export const probeRow: Row = {
  name: "probe",
  command: "probe",
  classes: {
    ok: { args: ONE, answer: "well" },
    finding: { args: ONE, answer: "off_contract", key: "stdin" },
    usage: { args: ["probe", "no-such-case"], says: /is no case of the probe/ },
    key: { args: ONE, answer: "well", env: { SANDBOX_API_KEY: "undefined" } },
    refused: NOT_ITS_OWN,
    server: NOT_ITS_OWN,
    no_answer: { args: ONE, key: "flag" },
    try_later: { args: [...ONE, "--max-wait", "0"], answer: "limited", key: "credentials" },
    child: REASONS.runsNothing,
  },
  broken: {
    args: ONE,
    answer: "well",
    breaks: { module: "undici", how: "missing" },
    says: /A part of this program is missing/,
  },
  phase: { args: ONE, answer: "silent", until: "asked" },
  files: [
    {
      option: "--report junit",
      line: (path) => ({ args: [...ONE, "--report", `junit=${path}`], answer: "well" }),
      mayBeDevice: true,
      before: "<testsuites/>\n",
      keeps: "cases",
    },
    {
      option: "--update-baseline",
      line: (path) => ({ args: [...ONE, "--baseline", path, "--update-baseline"], answer: "well" }),
      mayBeDevice: false,
      before: EMPTY_BASELINE,
      keeps: "cases",
    },
  ],
};
