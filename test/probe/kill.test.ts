import assert from "node:assert/strict";
import { Agent, createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { ALL_CASES } from "../../src/probe/all-cases.js";
import type { ProbeCase } from "../../src/probe/probe-case.js";
import { runProbe } from "../../src/probe/run-probe.js";
import { openMock } from "../contract/mock-client.js";
import { listMutations, type Mutation, type SentAnswer } from "./mutations.js";
import { createQuickSend, openOrder, PURPOSE_HEADER } from "./open-probe.js";

/** What the server between does to one answer. */
interface Meddling {
  readonly purpose: string;
  readonly mutation: Mutation;
}

/** A server before the mock that changes one answer at a time and notes all of them. */
async function openMeddler(context: TestContext) {
  const { mock } = await openMock(context);
  const agent = new Agent({ keepAlive: true });
  const seen = new Map<string, SentAnswer>();
  let meddling: Meddling | null = null;

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { [PURPOSE_HEADER]: purpose = "", host: _, ...headers } = incoming.headers;
    const mutation = meddling?.purpose === purpose ? meddling.mutation : null;
    const upstream = forward(`${mock.url}${incoming.url}`, { agent, method: incoming.method, headers }, (answer) => {
      const { "transfer-encoding": __, ...got } = answer.headers;
      const copy: SentAnswer = {
        status: answer.statusCode ?? 0,
        headers: Object.fromEntries(Object.entries(got).map(([name, value]) => [name, String(value)])),
        body: "",
      };
      const isStream = copy.headers["content-type"] === "text/event-stream";
      const chunks: Buffer[] = [];
      if (isStream) sendHead();
      answer.on("data", (chunk: Buffer) => (isStream ? outgoing.write(chunk) : chunks.push(chunk)));
      answer.on("error", () => outgoing.destroy());
      answer.on("end", () => {
        if (!isStream) copy.body = Buffer.concat(chunks).toString("utf8");
        if (!isStream) sendHead();
        outgoing.end(isStream ? undefined : copy.body);
      });

      function sendHead(): void {
        if (!seen.has(String(purpose))) seen.set(String(purpose), structuredClone(copy));
        mutation?.apply(copy);
        if (copy.body !== "") copy.headers["content-length"] = String(Buffer.byteLength(copy.body));
        else if (!isStream && copy.status !== 204) copy.headers["content-length"] = "0";
        outgoing.writeHead(copy.status, copy.headers);
      }
    });
    upstream.on("error", () => outgoing.destroy());
    outgoing.on("close", () => upstream.destroy());
    incoming.pipe(upstream);
  }

  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const quick = createQuickSend(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, mock.key);
  context.after(() => {
    quick.close();
    agent.destroy();
    server.closeAllConnections();
    server.close();
  });
  return {
    seen,
    async run(wanted: Meddling | null, among: readonly ProbeCase[] = ALL_CASES) {
      meddling = wanted;
      const { cases } = await runProbe(openOrder({ send: quick.send }, { cases: among }));
      return cases;
    },
  };
}

/** Cases of one request each. */
const CONTROLS: readonly string[] = ["unauthorized-no-key", "rate_limit_exceeded"];

test("against the embedded API every case is as documented, and whatever field of an answer changes, exactly its case differs", async (context) => {
  const meddler = await openMeddler(context);
  const clean = await meddler.run(null);
  for (const each of clean) assert.equal(each.outcome, "as_documented", `${each.id}: ${JSON.stringify(each)}`);

  const answers = [...meddler.seen].filter(([purpose]) => !purpose.endsWith("/clean_up"));
  const survivors: string[] = [];
  let total = 0;
  for (const [purpose, answer] of answers) {
    for (const [at, mutation] of listMutations(answer).entries()) {
      total += 1;
      // All cases once for each answer; then, to save a minute, its own and two others.
      const among = ALL_CASES.filter(({ id }) => at === 0 || CONTROLS.includes(id) || purpose.startsWith(`${id}/`));
      const cases = await meddler.run({ purpose, mutation }, among);
      const wrong = cases
        .filter(({ outcome }) => outcome !== "as_documented")
        .map(({ id, outcome }) => `${id} ${outcome}`);
      const wanted = `${purpose.split("/")[0]} differs`;
      if (wrong.join() !== wanted)
        survivors.push(`${purpose}, ${mutation.name}: ${wrong.join(", ") || "nothing differs"}`);
    }
  }
  context.diagnostic(
    `kill score: ${total - survivors.length}/${total}, in ${answers.length} answers of ${clean.length} cases`,
  );
  assert.deepEqual(survivors, []);
  assert.ok(total > 500 && answers.length > 30, `${total} changes, ${answers.length} answers`);
});
