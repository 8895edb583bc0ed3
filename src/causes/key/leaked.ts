import { fix } from "../../catalog/fix.js";
import { isJsonObject, parseJson } from "../../exchange/decode-body.js";
import type { Facts } from "../../exchange/facts.js";
import { findLeakedKey } from "../../exchange/find-leaked-key.js";
import type { Cause, Evidence, Finding } from "../cause.js";
import { CHECK_KEY, MAKE_KEY } from "../evidence/key-fixes.js";
import { clip } from "../evidence/quote-value.js";
import { answeredJson, SAMPLE_ID, SAMPLE_KEY } from "../example.js";

function find(facts: Facts): Finding | undefined {
  const text = facts.exchange.response?.body.text ?? "";
  if (isMintedToken(facts)) return undefined;
  const leaked = findLeakedKey(text, facts.credential.text);
  if (leaked === undefined) return undefined;
  const place = `${nameMember(facts, text, leaked.index)}, from character ${leaked.index + 1} of ${text.length}`;
  return leaked.whose === "sent"
    ? report("certain", "the key that was sent", place)
    : report("likely", "text that has the form of a whole key", place);
}

/** The member of a JSON answer, or the part of a stream or page, in which it stands. */
function nameMember(facts: Facts, text: string, index: number): string {
  if (facts.stream !== null) return "the stream";
  const json = parseJson(text);
  if (!isJsonObject(json)) return "the body";
  const key = text.slice(index, index + 24);
  const member = Object.entries(json).find(([, value]) => JSON.stringify(value)?.includes(key) === true)?.[0];
  return member === undefined ? "the body" : `the member ${clip(member, 60)} of the body`;
}

/** The answer to a request for a token holds a secret because it is meant to. */
function isMintedToken(facts: Facts): boolean {
  return facts.route?.endpoint?.id === "tokens.create" && facts.status === 201;
}

function report(confidence: "certain" | "likely", what: string, place: string): Finding {
  const evidence: Evidence = { where: "response.body", saw: `${what}, in ${place}` };
  return {
    strength: "proof",
    confidence,
    beside: true,
    evidence: [evidence],
    explanation: `The answer holds ${what}, in ${place}. Whoever reads this answer, or a log of it, can use it: a stack trace of the server, or something that repeats what it was sent, put it there.`,
    fixes: [
      fix(`Do not pass this answer on as it is: the key stands in ${place}. What this program prints has it removed.`),
      ...FIXES,
    ],
  };
}

const FIXES = [
  fix("Rotate the key where others may have seen the answer: make another one, and the old one stops at once."),
  MAKE_KEY,
  CHECK_KEY,
];

/** The answer repeats a key. */
export const leaked: Cause = {
  id: "key.leaked",
  title: "The answer itself contains an API key",
  explanation:
    "The answer repeats the key, in a stack trace of the server or because something echoes what it was sent. Whoever reads the answer, or a log of it, can use the key.",
  proof: "The text of the key that was sent, or text of exactly a key's form, stands in the answer's body.",
  fixes: [
    fix(
      "Do not pass this answer on as it is: not into logs, not into an issue. What this program prints has the key removed.",
    ),
    ...FIXES,
  ],
  retry: "after_fix",
  severity: "warning",
  code: "unauthorized",
  provenance: "observed",
  get examples() {
    return [
      {
        what: "a command in the sandbox that prints its environment",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/exec`, json: { command: "env" } }, 200, {
          stdout: `HOME=/home/user\nAPI_KEY_21ST=${SAMPLE_KEY}\n`,
          stderr: "",
          exitCode: 0,
        }),
      },
      {
        what: "a file that holds a key, not the one that was sent",
        exchange: answeredJson({ path: `/v1/sandboxes/${SAMPLE_ID}/files?path=/home/user/.env` }, 200, {
          path: "/home/user/.env",
          content: `KEY=an_sk_${"fedcba9876543210".repeat(4)}`,
        }),
      },
    ];
  },
  find,
};
