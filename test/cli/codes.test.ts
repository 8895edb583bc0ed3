import assert from "node:assert/strict";
import { test } from "node:test";
import { matchGolden } from "./golden.js";
import { runCli } from "./run-cli.js";

test("codes lists codes and statuses, with --causes the causes", async () => {
  await matchGolden("codes", ["codes"]);
  await matchGolden("codes-causes", ["codes", "--causes"]);
});

test("codes --json holds the whole catalogue in one document", async () => {
  const { stdout, stderr, code } = await runCli(["codes", "--json"]);
  assert.deepEqual([stderr, code], ["", 0]);
  const document = JSON.parse(stdout) as Record<string, readonly unknown[]>;
  for (const name of ["codes", "statuses", "causes"]) assert.ok((document[name]?.length ?? 0) > 10, name);
});
