import { type Fix, fix } from "../../catalog/fix.js";
import type { Facts } from "../../exchange/facts.js";
import type { Cause, Finding } from "../cause.js";
import { answerEvidence, reportsError } from "../evidence/answer.js";
import { clip } from "../evidence/quote-value.js";
import { readRequestIds } from "../evidence/request-ids.js";
import { answeredJson, SAMPLE_ID } from "../example.js";

const GIT_TEXT = /\bCloning into ['"]|^(?:fatal|error|remote): |\nfatal: /;

/** What git says, what it means, and what to do first. */
const REASONS: readonly (readonly [pattern: RegExp, meaning: string, advice: string])[] = [
  [
    /repository not found|does not appear to be a git repository|repository '[^']{0,300}' not found/i,
    "The repository does not exist, or it is private and no token that may read it was sent",
    "Check the address of the repository; for a private one, send a token that may read it as token.",
  ],
  [
    /authentication failed|could not read (?:username|password)|invalid username or (?:password|token)|permission denied|\b(?:401|403)\b|access denied/i,
    "The repository's server refused the credential, or wanted one",
    "Send a token that may read this repository as token, and use its https address.",
  ],
  [
    /remote branch .{0,200} not found|couldn't find remote ref/i,
    "The branch does not exist there",
    "Check the name in branch, or leave branch out to get the default one.",
  ],
  [
    /already exists and is not an empty directory/i,
    "The folder is there already and not empty",
    "Name another folder in path, or remove the old one first.",
  ],
  [
    /could not resolve host|connection (?:timed out|refused)|failed to connect|network is unreachable/i,
    "The sandbox could not reach the repository's server",
    "Check the host's name, and allow it in networkAllowOut when you make the sandbox.",
  ],
  [
    /SSL certificate problem|certificate verif/i,
    "The sandbox does not trust the certificate of the repository's server",
    "Clone from an address whose certificate a public authority signed, or install that authority's certificate in the sandbox (setup) first.",
  ],
  [/no space left|disk quota/i, "The sandbox's disk is full", "Clone less of it: send depth 1."],
  [
    /early eof|rpc failed|unexpected disconnect|\b(?:429|5\d\d)\b/i,
    "The connection to the repository's server broke, or it was overloaded",
    "Send it again, with depth 1 to fetch less.",
  ],
];

function find(facts: Facts): Finding | undefined {
  const byText =
    reportsError(facts) &&
    GIT_TEXT.test(facts.message) &&
    (facts.status === null || facts.route?.endpoint?.id === "git.clone");
  if (facts.code !== "git_clone_failed" && !byText) return undefined;
  const reason = REASONS.find(([pattern]) => pattern.test(facts.message));
  const said = /^[ \t]*(?:fatal|error|remote): ([^\n]{1,300})/m.exec(facts.message)?.[1]?.trim().replace(/\.$/, "");
  const words = said === undefined ? "git failed inside the sandbox" : `git said: ${said}`;
  return {
    strength: "named",
    confidence: "certain",
    evidence: answerEvidence(facts),
    explanation: `The clone failed inside the sandbox; ${words}. ${reason === undefined ? "The sandbox itself is reached and works." : `${reason[1]}.`}`,
    fixes: suggest(facts, reason?.[2], said),
  };
}

function suggest(facts: Facts, advice: string | undefined, said: string | undefined): readonly Fix[] {
  const { sandboxId } = readRequestIds(facts);
  const words = said === undefined ? "" : ` git said: ${clip(said, 200)}.`;
  return [
    fix(
      `${advice ?? "Read git's own words in the message, and mend what they name: address, branch, token or folder."}${words}`,
    ),
    fix(
      "Try the address from inside the sandbox, without cloning.",
      `sandbox-errors request POST /v1/sandboxes/${sandboxId}/exec -f command='git ls-remote <url>'`,
    ),
  ];
}

/** `git clone` failed inside the sandbox. */
export const gitCloneFailed: Cause = {
  id: "sandbox.git_clone_failed",
  title: "git could not clone the repository",
  explanation:
    "git clone failed inside the sandbox, and the message holds what git said. The server uses this one code for every failure of a clone: address, branch, credential, folder or network.",
  proof: "The code git_clone_failed, or git's own words in the answer.",
  fixes: [
    fix("Read git's own words in the message, and mend what they name: address, branch, token or folder."),
    fix(
      "Try the address from inside the sandbox, without cloning.",
      "sandbox-errors request POST /v1/sandboxes/<sandboxId>/exec -f command='git ls-remote <url>'",
    ),
  ],
  retry: "after_fix",
  severity: "error",
  code: null,
  provenance: "observed",
  get examples() {
    return [
      {
        what: "a repository that does not exist",
        exchange: answeredJson(
          { path: `/v1/sandboxes/${SAMPLE_ID}/git/clone`, json: { url: "https://github.com/example/nope.git" } },
          400,
          {
            error: {
              code: "git_clone_failed",
              message:
                "Cloning into '/home/user/repo'...\nremote: Repository not found.\nfatal: repository 'https://github.com/example/nope.git/' not found\n",
            },
          },
        ),
      },
      {
        what: "a branch that does not exist, flat",
        exchange: answeredJson(
          {
            path: `/v1/sandboxes/${SAMPLE_ID}/git/clone`,
            json: { url: "https://github.com/example/x.git", branch: "nope" },
          },
          400,
          { error: "git_clone_failed", message: "fatal: Remote branch nope not found in upstream origin", status: 400 },
        ),
      },
    ];
  },
  find,
};
