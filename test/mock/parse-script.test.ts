import assert from "node:assert/strict";
import { test } from "node:test";
import { parseScript } from "../../src/mock/script/parse-script.js";
import { ScriptError } from "../../src/mock/script/script.js";
import { matchesPattern, ScriptPlayer } from "../../src/mock/script/script-player.js";

function play(scripts: readonly string[], requests: readonly string[]): string[] {
  const player = new ScriptPlayer(scripts.map((text) => parseScript(text, "documented")));
  return requests.map((request) => {
    const [method = "", path = ""] = request.split(" ");
    const provocation = player.next(method, path)?.provocation;
    if (provocation === undefined) return "-";
    if (provocation.kind === "fault") return `${provocation.fault.name} ${provocation.lastsMs}`;
    return `${provocation.wanted} ${provocation.waitSeconds}`;
  });
}

test("a list is answered in turn, and then all is as usual", () => {
  const seen = play(
    ["429(2s)x2,503x2,200,truncate"],
    ["GET /a", "GET /a", "POST /b", "GET /b", "GET /a", "GET /a", "GET /a"],
  );
  assert.deepEqual(seen, ["429 2", "429 2", "503 null", "503 null", "-", "truncate null", "-"]);
});

test("a list for one route counts there alone, and before one for all", () => {
  const scripts = ["404", "POST /v1/chat/*: stream_active,200"];
  const seen = play(scripts, ["POST /v1/chat/a", "GET /v1/chat/a", "POST /v1/chat/a", "POST /v1/chat/a"]);
  assert.deepEqual(seen, ["stream_active null", "404 null", "-", "-"]);
});

test("spaces do not matter, and a duration of a fault is how long it lasts", () => {
  assert.deepEqual(play([" GET  /v1/* : stall_in_body (1500ms) x2 , 500"], ["GET /v1/", "GET /v1/x", "GET /v1/y"]), [
    "stall_in_body 1500",
    "stall_in_body 1500",
    "500 null",
  ]);
});

const WRONG: Readonly<Record<string, readonly [column: number, words: string]>> = {
  "429(2q)": [1, '"2q" is no duration'],
  "503, nonsense": [6, '"nonsense" is no code, status or fault'],
  "503,,200": [5, "an entry is missing"],
  "": [1, "an entry is missing"],
  "503x0": [1, "x0 is not from 1"],
  "200(2s)": [1, '"200" takes no duration'],
  "404(2s)": [1, '"404" takes no duration'],
  "truncate(2s)": [1, '"truncate" takes no duration'],
  "POST /v1/chat/*: 503, 429((2s)": [23, "is no entry"],
  "503 200": [1, "is no entry"],
  "418": [1, "is no code, status or fault"],
};

for (const [text, [column, words]] of Object.entries(WRONG)) {
  test(`the script "${text}" is wrong at character ${column}`, () => {
    assert.throws(
      () => parseScript(text, "documented"),
      (error) => error instanceof ScriptError && error.column === column && error.message.includes(words),
    );
  });
}

test("the observed dialect never tells a wait, and knows codes that no page has", () => {
  assert.throws(() => parseScript("429(2s)", "observed"), /takes no duration/);
  assert.equal(parseScript("billing_not_ready", "observed").steps.length, 1);
  assert.throws(() => parseScript("billing_not_ready", "documented"), ScriptError);
  assert.throws(() => parseScript("stream_active", "observed"), ScriptError);
});

test("a star in a path stands for any text", () => {
  assert.ok(matchesPattern("/v1/*/files", "/v1/sandboxes/x/files"));
  assert.ok(matchesPattern("*", "/"));
  assert.ok(!matchesPattern("/v1/*/files", "/v1/files"));
  assert.ok(!matchesPattern("/a*a", "/a"));
  assert.ok(!matchesPattern("/v1", "/v1/x"));
});
