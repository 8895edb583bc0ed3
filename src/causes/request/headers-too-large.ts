import { fix } from "../../catalog/fix.js";
import type { Header } from "../../exchange/exchange.js";
import type { Cause } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { answeredText, SAMPLE_KEY } from "../example.js";

/** The largest head that Node's HTTP server reads, in bytes (its documented default: 16 KiB). */
const LARGEST_BYTES = 16_384;
const HEADER_WORDS = /\brequest header(?:s|s? fields)?(?: or cookie)? too large\b|\bheaders? (?:overflow|too large)\b/i;

function bytesOf(header: Header): number {
  return new TextEncoder().encode(`${header.name}: ${header.value}\r\n`).length;
}

/** The head of the request does not fit. */
export const headersTooLarge: Cause = {
  id: "request.headers_too_large",
  title: "The request's headers are too large",
  explanation:
    "All headers together must stay under 16 KB; the connection is answered with 431 and closed before the API sees the request. A whole file sent as the key, or many cookies, are the usual reasons.",
  proof: "The answer is a 431 or says so, or the headers that were sent are larger than 16 KB.",
  fixes: [
    fix(
      "Find the largest header and shorten it or leave it out.",
      "sandbox-errors request GET '/v1/sandboxes/<sandbox id>' --curl",
    ),
    fix("Check that the key is the key alone, one line, and not the file around it.", "sandbox-errors check-key"),
  ],
  retry: "never",
  severity: "error",
  code: "invalid_request",
  provenance: "observed",
  beats: ["request.malformed", "request.invalid", "key.mangled", "gateway.error"],
  get examples() {
    return [
      {
        what: "20 KB of cookies",
        exchange: answeredText({ headers: { cookie: `session=${"a".repeat(20_000)}` } }, 431, "", "", {
          connection: "close",
        }),
      },
      {
        what: "a file pasted as the key, refused by a gateway",
        exchange: answeredText(
          { authorization: `Bearer ${SAMPLE_KEY}${"0123456789abcdef".repeat(2000)}` },
          400,
          "<html><head><title>400 Request Header Or Cookie Too Large</title></head><body><center><h1>400 Bad Request</h1></center></body></html>",
        ),
      },
    ];
  },
  find(facts) {
    if (!reportsError(facts)) return undefined;
    const headers = facts.exchange.request?.headers ?? [];
    const total = headers.reduce((sum, header) => sum + bytesOf(header), 0);
    const isOver = total > LARGEST_BYTES && facts.status === 400;
    if (facts.status !== 431 && !HEADER_WORDS.test(facts.message) && !isOver) return undefined;
    const [largest] = [...headers].sort((a, b) => bytesOf(b) - bytesOf(a));
    if (largest === undefined) return { strength: "named", confidence: "certain", evidence: answerEvidence(facts) };
    const name = largest.name.slice(0, 60);
    const size = `${bytesOf(largest)} bytes`;
    return {
      strength: "proof",
      confidence: "certain",
      evidence: [
        { where: `request.headers.${name.toLowerCase()}`, saw: `${size} of ${total} in all` },
        ...answerEvidence(facts),
      ],
      explanation: `The headers have ${total} bytes, ${size} of them in ${name}. The server takes about 16 KB in all and closes the connection before the API sees the request.`,
      fixes: [
        fix(`Shorten the header ${name} (${size}), or leave it out.`, null),
        fix("Check that the key is the key alone, one line, and not the file around it.", "sandbox-errors check-key"),
      ],
    };
  },
};
