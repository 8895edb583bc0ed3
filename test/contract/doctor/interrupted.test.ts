import assert from "node:assert/strict";
import { test } from "node:test";
import { KEY } from "../../cli/raw-answers.js";
import { startRawServer } from "../http/raw-server.js";
import { interruptCli } from "../json/interrupt-json.js";
import { readDocument } from "../json/run-json.js";
import type { SeenLayer } from "./see-doctor.js";

test("Ctrl-C while the API keeps silent ends with 130 and the layers so far", async (t) => {
  let asked = (): void => {};
  const when = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const server = await startRawServer(t, () => asked());
  const env = { SANDBOX_API_KEY: KEY, SANDBOX_BASE_URL: server.url.origin };
  const run = await interruptCli(["doctor", "--json"], { when, env });
  const { exit, layers } = readDocument(run) as unknown as { exit: object; layers: readonly SeenLayer[] };
  assert.deepEqual(exit, { code: 130, name: "interrupted" });
  assert.deepEqual(
    layers.map(({ ok }) => ok),
    [true, true, ...Array(8).fill(null)],
  );
  assert.deepEqual(layers.at(-1)?.facts, [{ name: "not checked", value: "interrupted" }]);
});
