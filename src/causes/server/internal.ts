import { fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence } from "../evidence/answer.js";
import { isWrittenByHop } from "../evidence/answering-hop.js";
import { quotesQuery } from "../evidence/sent-id.js";
import { answeredDocumented, answeredJson, answeredText } from "../example.js";

const CODES = /^internal(?:_server)?(?:_error)?$|^(?:unknown|unexpected|server)_error$/i;
/** What servers say in place of a reason; SDKs throw it without the status. */
const GENERAL =
  /^(?:internal server error|something went wrong|an? (?:unexpected|internal) error (?:has )?occurred|unexpected server failure)\W{0,3}$/i;
const DATABASE = /failed query|\bparams:|postgres|\bsql\b|relation "|duplicate key|connection terminated/i;
const CODE_FAULT =
  /\b(?:Type|Reference|Range|Syntax)Error\b|is not a (?:function|constructor)|cannot read propert|is not defined|\n {2,12}at /i;

function find(facts: Facts): Finding | undefined {
  const byCode =
    facts.code !== null &&
    CODES.test(facts.code) &&
    (facts.status === null || (facts.status >= 500 && facts.status !== 503) || facts.storedError !== null);
  const told = facts.status === null && facts.code === null && (GENERAL.test(facts.message) || quotesQuery(facts));
  if ((facts.status !== 500 && !byCode && !told) || isWrittenByHop(facts)) return undefined;
  return {
    strength: "fallback",
    confidence: "likely",
    evidence: answerEvidence(facts),
    explanation: explain(facts),
  };
}

function explain(facts: Facts): string {
  const { message } = facts;
  if (message === "" && facts.code === null) {
    return "The server failed and said nothing about why: the answer is empty. Some servers answer so when they restart in the middle of a request.";
  }
  if (DATABASE.test(message)) {
    return "The server's own database refused or did not answer: the message is the text of its query. Nothing in it is for you to mend, unless an id in your request has the wrong form.";
  }
  if (CODE_FAULT.test(message)) {
    return "The server met a fault of its own code or installation; the message is its internal error text. The same request may fail again until the server is mended.";
  }
  return "The server failed for a reason that it does not name. Your key and the address passed; whether the request had a part in it does not show.";
}

/** 500 with no more specific reason. */
export const internal: Cause = {
  id: "server.internal",
  title: "The server failed and gives no usable reason",
  explanation:
    "The server failed for a reason that it does not name. The API answers many things with 500, wrong requests too, so the message matters more than the status.",
  proof: "Status 500 or the code internal_error from the API, with nothing more specific in the message.",
  fixes: [
    fix("Send it again with growing pauses, where repeating it does no harm: POST may run twice."),
    fix("Check ids and body of the request against what the endpoint wants: some wrong requests get a 500 too."),
    fix("If it stays, report it: time, method, path, status and message, never the key."),
  ],
  retry: "with_backoff",
  severity: "error",
  code: null,
  provenance: "documented",
  get examples() {
    return [
      {
        what: "the documented envelope",
        exchange: answeredDocumented({}, 500, "internal_error", "Something went wrong"),
      },
      {
        what: "the server's own HTML page",
        exchange: answeredText(
          {},
          500,
          '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>Internal Server Error</pre>\n</body>\n</html>\n',
          "text/html; charset=utf-8",
          { "x-powered-by": "Express" },
        ),
      },
      { what: "nothing at all", exchange: answeredText({}, 500, "", "") },
      {
        what: "its database is down, flat",
        exchange: answeredJson({ path: "/v1/mcp/vaults" }, 500, {
          error: "internal_error",
          message: 'Failed query: select "id" from "an_mcp_vaults" where "team_id" = $1\nparams: 1',
          status: 500,
        }),
      },
    ];
  },
  find,
};
