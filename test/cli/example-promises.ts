import assert from "node:assert/strict";
import { SAMPLE_KEY } from "../../src/causes/example.js";
import type { ExampleShell } from "./run-example.js";

/** What an example promises: how it ends, and what it says. A stream that is not named stays empty. */
export interface ExamplePromise {
  readonly shell?: ExampleShell;
  /** It waits for an API, or between requests to one. */
  readonly waits?: true;
  readonly code: number;
  readonly stdout?: RegExp;
  readonly stderr?: RegExp;
  /** A line that stands before it in the same shell. */
  readonly before?: string;
  /** A line that follows it in the same shell, and prints what it has changed. */
  readonly afterwards?: string;
  /** Files that it leaves, by name, and what they hold. */
  readonly leaves?: Readonly<Record<string, RegExp>>;
  /** Called while it serves, with address and key; then Ctrl-C is pressed. */
  readonly meanwhile?: (address: string, key: string) => Promise<void>;
}

const BODY = JSON.stringify({
  error: { code: "rate_limit_exceeded", message: "Too many requests", status: 429, retryAfter: 60 },
});

/** What examples need to be there: an answer that curl wrote, a recording, another key, tests of one's own. */
export const EXAMPLE_FILES: Readonly<Record<string, string>> = {
  "answer.txt": `HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\n\r\n${BODY}`,
  "recording.har": JSON.stringify({ log: { version: "1.2", entries: [entry(200, "{}"), entry(429, BODY)] } }),
  "key.txt": `${SAMPLE_KEY}\n`,
  "package.json": JSON.stringify({ scripts: { test: "node client.mjs" } }),
  "client.mjs": 'const r = await fetch(process.env.SANDBOX_BASE_URL + "/health"); console.log("tested", r.status);',
  // fish makes this folder itself when it is first used.
  ".config/fish/completions/.keep": "",
};

function entry(status: number, text: string): object {
  return {
    startedDateTime: "2026-01-01T00:00:00Z",
    time: 12,
    request: { method: "GET", url: "https://relay.an.dev/v1/sandboxes/x", headers: [] },
    response: { status, headers: [], content: { mimeType: "application/json", text } },
  };
}

const SERVES = /^The embedded API listens on http:\/\/127\.0\.0\.1:\d+\nIt accepts the key 21st_sk_[0-9a-f]{64}\n$/;
const SANDBOX = /^\{"id":"[0-9a-f-]{36}".*"status":"\w+".*\}$/s;

/** Sends as many requests as there are statuses, and expects these. */
function answersTo(
  statuses: readonly number[],
  method: string,
  path: string,
): (address: string, key: string) => Promise<void> {
  return async (address, key) => {
    const seen: number[] = [];
    for (const _ of statuses) {
      const body = method === "POST" ? "{}" : null;
      const answer = await fetch(address + path, { method, body, headers: { Authorization: `Bearer ${key}` } });
      seen.push(answer.status);
      await answer.arrayBuffer();
    }
    assert.deepEqual(seen, statuses);
  };
}

/** Every example of every command's help, and of the program's own. */
export const EXAMPLE_PROMISES: Readonly<Record<string, ExamplePromise>> = {
  "sandbox-errors explain 'Request failed: 401'": { code: 0, stdout: /^✗ [^\n]+\n {2}key\.\w+ · possible/ },
  "sandbox-errors explain stream_active": { code: 0, stdout: /stream_active[\s\S]*409/ },
  "sandbox-errors explain 429 key.mangled": { code: 0, stdout: /429[\s\S]*key\.mangled/ },
  [`sandbox-errors explain '{"error":{"code":"not_found","message":"Sandbox not found","status":404}}'`]: {
    code: 0,
    stdout: /sandbox\.not_found[\s\S]*response\.body\.error\.message: Sandbox not found/,
  },
  "sandbox-errors explain < answer.txt": { code: 0, stdout: /rate_limit\.throttled[\s\S]*Wait 60 s/ },
  "sandbox-errors explain --exit-code recording.har": { code: 75, stdout: /rate_limit\.throttled/ },
  "sandbox-errors codes": { code: 0, stdout: /stream_active[\s\S]*\n *429/ },
  "sandbox-errors codes --causes": { code: 0, stdout: /key\.mangled[\s\S]*vault\.not_found/ },
  "sandbox-errors codes --json": { code: 0, stdout: /^\{\n {2}"schemaVersion": 1,[\s\S]*"causes": \[\n/ },
  "sandbox-errors check-key": { code: 0, stdout: /valid[\s\S]*SANDBOX_API_KEY/ },
  "sandbox-errors check-key --api-key-file key.txt": {
    code: 3,
    stdout: /rejected[\s\S]*--api-key-file/,
    stderr: /^✗ [^\n]+\n {2}key\.unknown/,
  },
  "sandbox-errors check-key --mock": { code: 0, stdout: /valid/ },
  "sandbox-errors request --mock /v1/sandboxes -f agent=my-agent": { code: 0, stdout: SANDBOX },
  "sandbox-errors request --mock GET /health -H 'Prefer: code=rate_limit_exceeded, wait=3, times=1'": {
    waits: true,
    code: 0,
    stdout: /^\{"status":"ok"/,
    stderr: /rate_limit\.throttled[\s\S]*waiting 3 s[\s\S]*attempt 2 of 5 starts now/,
  },
  "sandbox-errors request --mock /v1/sandboxes -H 'Prefer: code=unauthorized'": {
    code: 3,
    stderr: /^✗ [\s\S]*HTTP 401 · code unauthorized/,
  },
  "sandbox-errors request /v1/sandboxes -f agent=my-agent -o sandbox.json": {
    code: 0,
    leaves: { "sandbox.json": SANDBOX },
  },
  "sandbox-errors request /v1/sandboxes -f agent=my-agent --curl": {
    code: 0,
    stdout: /^curl [^\n]*\/v1\/sandboxes -H "Authorization: Bearer \$SANDBOX_API_KEY"[^\n]*\n$/,
  },
  "sandbox-errors probe --plan": {
    code: 0,
    stdout: /^No effect\n[\s\S]*Safe: [\s\S]*\d+ of \d+ cases would run\. Nothing was sent\.\n$/,
  },
  "sandbox-errors probe --mock --write": { code: 0, stdout: /\d+ cases: \d+ as documented/ },
  "sandbox-errors probe --baseline probe.json --update-baseline": {
    waits: true,
    code: 0,
    stdout: /\d+ cases: /,
    leaves: { "probe.json": /^\{\n? *"version": ?1/ },
  },
  "sandbox-errors probe --baseline probe.json --report junit=probe.xml": {
    waits: true,
    code: 0,
    stdout: /\d+ cases: /,
    leaves: { "probe.xml": /^<\?xml[\s\S]*<testsuite/ },
  },
  "sandbox-errors doctor": { code: 0, stdout: /✓ Configuration\n[\s\S]*All 10 layers work\.\n$/ },
  "sandbox-errors doctor --json": { code: 0, stdout: /"layers": \[\n/ },
  "sandbox-errors doctor --mock": { code: 0, stdout: /✓ Configuration\n[\s\S]*All 10 layers work\.\n$/ },
  "sandbox-errors mock": {
    code: 0,
    stdout: SERVES,
    stderr: /Ctrl-C/,
    meanwhile: answersTo([200], "GET", "/health"),
  },
  "sandbox-errors mock --judge -- npm test": {
    code: 0,
    stdout: /tested 200\n$/,
    stderr: /^The judge saw 1 request and found no fault\.\n$/,
  },
  'sandbox-errors mock --script "429(2s)x2,503,200"': {
    code: 0,
    stdout: SERVES,
    stderr: /Ctrl-C/,
    meanwhile: answersTo([429, 429, 503, 200], "GET", "/health"),
  },
  'sandbox-errors mock --script "POST /v1/chat/*: stream_active,200"': {
    code: 0,
    stdout: SERVES,
    stderr: /Ctrl-C/,
    meanwhile: answersTo([409], "POST", "/v1/chat/my-agent"),
  },
  'eval "$(sandbox-errors completion bash)"': {
    code: 0,
    afterwards: "complete -p sandbox-errors",
    stdout: /^complete .*sandbox-errors\n$/,
  },
  "source <(sandbox-errors completion zsh)": {
    shell: "zsh",
    before: "autoload -Uz compinit; compinit -u",
    code: 0,
    afterwards: "print -r -- $_comps[sandbox-errors]",
    stdout: /^_sandbox-errors\n$/,
  },
  "sandbox-errors completion fish > ~/.config/fish/completions/sandbox-errors.fish": {
    shell: "fish",
    code: 0,
    afterwards: `fish -c 'complete -C "sandbox-errors expl"'`,
    stdout: /^explain\t/,
  },
  "sandbox-errors completion powershell | Out-String | Invoke-Expression": {
    shell: "powershell",
    code: 0,
    afterwards: "(TabExpansion2 'sandbox-errors expl' 19).CompletionMatches.CompletionText",
    stdout: /^explain\r?\n$/,
  },
};
