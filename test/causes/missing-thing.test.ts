import assert from "node:assert/strict";
import { test } from "node:test";
import { readMissingThing } from "../../src/causes/evidence/missing-thing.js";

const OF_THE_API: readonly (readonly [string, string])[] = [
  ["Thread does not exist", "thread"],
  ['Sandbox "x" not found', "sandbox"],
  ["The sandbox does not exist", "sandbox"],
  ['No agent with slug "docs" exists', "agent"],
  ["Unknown agent: docs", "agent"],
  ["No such sandbox", "sandbox"],
  ["Could not find thread abc-1", "thread"],
  ["A thread with id 12 was not found", "thread"],
  ["Credential no longer exists", "credential"],
];

for (const [message, kind] of OF_THE_API) {
  test(`${JSON.stringify(message)} misses a ${kind}`, () => assert.equal(readMissingThing(message)?.kind, kind));
}

const OTHERS: readonly (readonly [string, string])[] = [
  ['Base branch "develop" does not exist', 'base branch "develop"'],
  ["Repository example/app not found", "repository example/app"],
  ["Version 12 does not exist", "version 12"],
  ['User "u_1" does not exist', 'user "u_1"'],
  ['Sandbox template "x" not found', 'sandbox template "x"'],
];

for (const [message, words] of OTHERS) {
  test(`${JSON.stringify(message)} misses the ${words}, which no path names`, () => {
    assert.deepEqual(readMissingThing(message), { kind: undefined, words });
  });
}

const NOTHING = [
  "",
  "Not found",
  "The specified resource does not exist",
  "The requested route does not exist",
  "Unknown error",
  "Unknown model: gpt-9",
  "no changes",
  "No user message found",
  "Item not found: 3",
  "Session expired",
];

for (const message of NOTHING) {
  test(`${JSON.stringify(message)} names nothing`, () => assert.equal(readMissingThing(message), undefined));
}
