import assert from "node:assert/strict";
import { Agent, get } from "node:http";
import { test } from "node:test";
import type { MockServer } from "../../src/mock-library.js";
import { askWhole, BOX, judge, pipeline, runClient } from "./judged.js";

const AT_ONCE = 20;

function twenty(send: () => Promise<unknown>): Promise<unknown> {
  return Promise.all(Array.from({ length: AT_ONCE }, send));
}

function getWith({ url, key }: MockServer, agent: Agent | false): Promise<unknown> {
  const options = { agent, headers: { Authorization: `Bearer ${key}` } };
  return new Promise((resolve) => {
    get(url + BOX, options, (response) => response.resume().on("end", resolve));
  });
}

const FETCH_TWENTY = `Promise.all(Array.from({ length: ${AT_ONCE} }, () => fetch(url, { headers }).then((r) => r.text())));`;
const GET_TWENTY = `for (let i = 0; i < ${AT_ONCE}; i += 1) http.get(url, { headers, agent: false }, (r) => r.resume());`;

/** Clients that send twenty requests at once, and nothing more. */
const PARALLEL: Readonly<Record<string, (mock: MockServer) => Promise<unknown>>> = {
  "fetch in the same process": (mock) => twenty(() => askWhole(mock, `GET ${BOX}`)),
  "node:http with keep-alive": async (mock) => {
    const agent = new Agent({ keepAlive: true });
    await twenty(() => getWith(mock, agent));
    agent.destroy();
  },
  "node:http, a connection each": (mock) => twenty(() => getWith(mock, false)),
  "fetch in a process of its own": (mock) => runClient(mock, FETCH_TWENTY),
  "node:http in a process of its own": (mock) => runClient(mock, GET_TWENTY),
  "several processes side by side": (mock) => Promise.all([1, 2].map(() => runClient(mock, FETCH_TWENTY))),
  "one connection, pipelined": (mock) => pipeline(mock, AT_ONCE),
};

for (const [who, client] of Object.entries(PARALLEL)) {
  // Two processes start a moment apart: the second comes after what the first was answered.
  const scripts = who.startsWith("several") ? ["503x40"] : ["429(2s)x20", "503x20", "404x20"];
  for (const script of scripts) {
    test(`requests sent beside each other are no retries: ${who}, ${script}`, async () => {
      assert.deepEqual(await judge({ script }, client), []);
    });
  }
}

/** Clients that come back at once, though they were told to wait. */
const HASTY: Readonly<Record<string, (mock: MockServer) => Promise<unknown>>> = {
  "fetch that reads the answer": async (mock) => {
    for (let i = 0; i < 2; i += 1) await askWhole(mock, `GET ${BOX}`);
  },
  "fetch that leaves the answer unread": async ({ url, key }) => {
    const headers = { Authorization: `Bearer ${key}` };
    for (let i = 0; i < 2; i += 1) assert.ok((await fetch(url + BOX, { headers })).status > 0);
  },
  "node:http, a connection each": async (mock) => {
    for (let i = 0; i < 2; i += 1) await getWith(mock, false);
  },
  "fetch in a process of its own": (mock) =>
    runClient(
      mock,
      "(async () => { for (let i = 0; i < 2; i += 1) await (await fetch(url, { headers })).text(); })();",
    ),
  "node:http in a process of its own": (mock) =>
    runClient(
      mock,
      `const again = (left) => left && http.get(url, { headers, agent: false }, (r) => r.resume().on("end", () => again(left - 1)));
      again(2);`,
    ),
};

for (const [who, client] of Object.entries(HASTY)) {
  test(`one retry at once is early: ${who}`, async () => {
    assert.deepEqual(await judge({ script: "429(2s)" }, client), ["early_return: 1 2"]);
  });
}

test("five workers that each ask again at once, five times, hammer", async () => {
  const worker = async (mock: MockServer): Promise<void> => {
    for (let i = 0; i < 6; i += 1) await askWhole(mock, `GET ${BOX}`);
  };
  const verdicts = await judge({ script: "503x100" }, (mock) =>
    Promise.all(Array.from({ length: 5 }, () => worker(mock))),
  );
  assert.ok(verdicts.length > 0 && verdicts.every((verdict) => verdict.startsWith("hammering")), verdicts.join("\n"));
});
