import assert from "node:assert/strict";
import { test } from "node:test";
import { KEY } from "../../cli/raw-answers.js";
import { startRawServer, startSilentServer } from "../http/raw-server.js";
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
    [...Array(6).fill(true), ...Array(4).fill(null)],
  );
  assert.match(layers[7]?.facts[0]?.value ?? "", /^interrupted, after .*m?s in all$/);
  assert.deepEqual(layers.at(-1)?.facts, [{ name: "not checked", value: "interrupted" }]);
});

for (const [what, scheme, throughProxy, waitedIn] of [
  ["a handshake that nobody answers", "https", false, "tls"],
  ["a proxy that does not answer", "https", true, "proxy"],
] as const) {
  test(`Ctrl-C during ${what} names the layer, and shows the ones before it`, async (t) => {
    let connected = (): void => {};
    const when = new Promise<void>((resolve) => {
      connected = resolve;
    });
    const { port } = await startSilentServer(t, [], () => connected());
    const server = `http://127.0.0.1:${port}`;
    const env = throughProxy
      ? { SANDBOX_API_KEY: KEY, SANDBOX_BASE_URL: "https://relay.test", HTTPS_PROXY: server }
      : { SANDBOX_API_KEY: KEY, SANDBOX_BASE_URL: server.replace("http", scheme) };
    const run = await interruptCli(["doctor", "--json"], { when, env });
    const { exit, layers } = readDocument(run) as unknown as { exit: object; layers: readonly SeenLayer[] };
    assert.deepEqual(exit, { code: 130, name: "interrupted" });
    const stopped = layers.filter(({ facts }) => /^interrupted, after/.test(facts[0]?.value ?? ""));
    assert.deepEqual(
      stopped.map(({ name }) => name),
      [waitedIn],
    );
    const known = layers.filter(({ ok }) => ok === true).map(({ name }) => name);
    assert.deepEqual(known, ["configuration", "key", ...(throughProxy ? [] : ["proxy"]), "dns", "tcp"]);
  });
}
