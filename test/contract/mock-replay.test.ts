import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { test } from "node:test";
import { decodeEnvelope } from "../../src/exchange/decode-envelope.js";
import { type Exchange, type Response, readHeader, textBody } from "../../src/exchange/exchange.js";
import { readHar } from "../../src/exchange/read-har.js";
import { olderForm } from "../../src/mock/observed/authorize-observed.js";
import { sampleKey } from "../../src/mock/observed/fixtures.js";
import type { Mock } from "../../src/mock/start-mock.js";
import { digText, open, openMock, say, send } from "./mock-client.js";
import { NOT_REPLAYED, PREPARATIONS, type Preparation } from "./replay-plan.js";

const RECORDED = readHar(readFileSync("test/cases/recorded.har", "utf8")) ?? [];
const EXCLUDED = new Set(NOT_REPLAYED.flatMap(({ entries }) => entries));
const LIVE_KEY = sampleKey("1");
/** What the recorder put in place of a token's signature. */
const MASKED_TOKEN = /an_t_[\w-]+\.([\w-]+)\.0{43}/;

/** Recorded ids and credentials by what stands for them here. */
class Translation {
  readonly #pairs = new Map<string, string>();

  add(recorded: string, here: string): void {
    this.#pairs.set(recorded, here);
  }

  get(recorded: string): string {
    return this.#pairs.get(recorded) ?? recorded;
  }

  toHere(text: string): string {
    let shown = text;
    for (const [recorded, here] of this.#pairs) shown = shown.replaceAll(recorded, here);
    return shown;
  }

  toRecorded(text: string): string {
    let shown = text;
    for (const [recorded, here] of this.#pairs) shown = shown.replaceAll(here, recorded);
    return shown;
  }
}

test("what was recorded of the published server and needs no outside world is answered alike in the observed dialect", async (t) => {
  const { mock } = await openMock(t, { dialect: "observed" });
  const translation = new Translation();
  translation.add(LIVE_KEY, mock.key);
  translation.add(`an_sk_${"a".repeat(64)}`, olderForm(mock.key));
  const differences: string[] = [];
  for (const [n, recorded] of RECORDED.entries()) {
    const { request: asked, response } = recorded;
    if (EXCLUDED.has(n) || asked === null || response === null) continue;
    const prefer = await prepare(mock, translation, PREPARATIONS[n] ?? []);
    const here = await replay(mock, translation, asked, prefer);
    if (response.status === 201) learnIds(translation, response.body.text, here.body.text);
    const seen = summarize(here, translation);
    const wanted = summarize(response, translation);
    if (seen !== wanted)
      differences.push(`${n} ${asked.method} ${asked.url}\n  recorded: ${wanted}\n  here:     ${seen}`);
  }
  assert.equal(differences.length, 0, `\n${differences.join("\n")}`);
});

test("a request that is not replayed is recorded, and every reason is told once", () => {
  assert.ok(RECORDED.length - EXCLUDED.size >= 125);
  for (const n of EXCLUDED) assert.ok(RECORDED[n] !== undefined, String(n));
  const all = NOT_REPLAYED.flatMap(({ entries }) => entries);
  assert.equal(all.length, EXCLUDED.size);
});

/** Headers that are there or not, and those that belong to one connection or to what was provoked here. */
const VOLATILE = /^(?:date|etag|content-length|keep-alive|connection|transfer-encoding|preference-applied)$/i;

/** Status, shape, code, message, headers, and the names of the members; of a stream the types of its events. */
function summarize(response: Response, translation: Translation): string {
  const envelope = decodeEnvelope(response);
  const isError = (response.status ?? 0) >= 400;
  const { text } = response.body;
  return JSON.stringify({
    status: response.status,
    shape: isError ? envelope.shape : undefined,
    code: isError ? envelope.code : undefined,
    message: isError ? cutMessage(translation.toRecorded(readPage(text) ?? envelope.message ?? "")) : undefined,
    members: text.startsWith("data:") ? typesOf(text) : namesOf(tryParse(text)),
    state: isError ? undefined : dig(text, "status"),
    headers: response.headers
      .filter(({ name }) => !VOLATILE.test(name))
      .map(({ name, value }) => `${name.toLowerCase()}: ${value}`)
      .sort(),
    hasEtag: readHeader(response.headers, "ETag") !== undefined,
    hasLength: readHeader(response.headers, "Content-Length") !== undefined,
  });
}

/** What a page of Express says. */
function readPage(text: string): string | undefined {
  return /<pre>([\s\S]*?)<\/pre>/.exec(text)?.[1];
}

/** Parameters of a statement hold ids that no answer ever told; a stack names the server's own files. */
function cutMessage(text: string): string {
  return text.split(/\nparams: |<br>/)[0] ?? "";
}

function typesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/"type":"([a-z-]+)"/g)].map(([, type]) => type ?? ""))].sort();
}

/** The names of all members, of lists those of the first. */
function namesOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(namesOf);
  if (typeof value !== "object" || value === null) return null;
  // What is known of a sandbox or thread besides depends on what went on in it.
  const pairs = Object.entries(value).filter(([name]) => !/^(?:messages|usage|threads|suggestions)$/.test(name));
  return Object.fromEntries([...pairs.map(([name, member]) => [name, namesOf(member)] as const)].sort());
}

function tryParse(text: string): object | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a recorded answer named as made is known here by the id that this answer gives. */
function learnIds(translation: Translation, recorded: string, here: string): void {
  for (const path of ["id", "vault.id", "credential.id", "token"]) {
    const was = dig(recorded, path);
    const is = dig(here, path);
    if (was !== null && is !== null) translation.add(was, is);
  }
}

function dig(text: string, path: string): string | null {
  try {
    return digText(JSON.parse(text), path);
  } catch {
    return null;
  }
}

/** Prepares a request; resolves to the `Prefer` that it is sent with. */
async function prepare(mock: Mock, translation: Translation, preparations: readonly Preparation[]): Promise<string> {
  let prefer = "";
  for (const preparation of preparations) {
    if (preparation.kind === "prefer") prefer = preparation.value;
    else await prepareOne(mock, translation, preparation);
  }
  return prefer;
}

async function prepareOne(
  mock: Mock,
  translation: Translation,
  wanted: Exclude<Preparation, { readonly kind: "prefer" }>,
): Promise<void> {
  switch (wanted.kind) {
    case "fill_vault": {
      const vault = `/v1/mcp/vaults/${translation.get(wanted.vaultId)}`;
      for (let i = 0; i < 20; i += 1) {
        const body = { serverUrl: `https://mcp${i}.example.com/mcp`, auth: { type: "bearer", token: "secret" } };
        await send(mock, `POST ${vault}/credentials`, { body });
      }
      return;
    }
    case "archive_vault":
      await send(mock, `DELETE /v1/mcp/vaults/${translation.get(wanted.vaultId)}`);
      return;
    case "make_sandbox": {
      const made = await send(mock, "POST /v1/sandboxes", { body: { agent: "my-agent" } });
      translation.add(wanted.sandboxId, digText(made.body, "id"));
      return;
    }
    case "make_thread": {
      const made = await send(mock, `POST /v1/sandboxes/${translation.get(wanted.sandboxId)}/threads`, { body: {} });
      translation.add(wanted.threadId, digText(made.body, "id"));
      return;
    }
    case "run": {
      const body = {
        sandboxId: translation.get(wanted.sandboxId),
        threadId: translation.get(wanted.threadId),
        messages: [say("Hi")],
      };
      await (await open(mock, "POST /v1/chat/my-agent", { body, headers: { Prefer: wanted.prefer } })).text();
      return;
    }
    case "count_requests":
      for (let i = 0; i < wanted.requests; i += 1) {
        await send(mock, "GET /v1/mcp/vaults", { authorization: `Bearer ${sampleKey("5")}` });
      }
  }
}

/** Mints a token with the claims of a recorded one; one that had expired stays out of date. */
async function mintLike(mock: Mock, payload: string): Promise<string> {
  const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  const agents = typeof claims === "object" && claims !== null ? Reflect.get(claims, "agents") : undefined;
  const isExpired = agents === undefined;
  const body = { expiresIn: isExpired ? "0s" : "1h", ...(isExpired ? {} : { agents }) };
  return digText((await send(mock, "POST /v1/tokens", { body })).body, "token");
}

async function replay(
  mock: Mock,
  translation: Translation,
  asked: NonNullable<Exchange["request"]>,
  prefer: string,
): Promise<Response> {
  const headers: Record<string, string> = {};
  for (const { name, value } of asked.headers)
    if (!/^(?:host|content-length|connection)$/i.test(name)) headers[name] = value;
  for (const [name, value] of Object.entries(headers)) {
    const payload = MASKED_TOKEN.exec(value)?.[1];
    headers[name] = payload === undefined ? translation.toHere(value) : `Bearer ${await mintLike(mock, payload)}`;
  }
  if (prefer !== "") headers["Prefer"] = prefer;
  const path = translation.toHere((asked.url ?? "").replace(/^https?:\/\/[^/]+/, ""));
  const body = translation.toHere(asked.body?.text ?? "");
  return new Promise((resolve, reject) => {
    const url = new URL(mock.url);
    const sent = request({
      host: url.hostname,
      port: url.port,
      method: asked.method ?? "GET",
      path,
      headers,
      agent: false,
    });
    sent.on("error", reject);
    sent.on("response", (response) => {
      let text = "";
      const finish = () => {
        const pairs = Object.entries(response.headers).map(([name, value]) => ({ name, value: String(value) }));
        resolve({ status: response.statusCode ?? null, headers: pairs, body: textBody(text), headersKnown: true });
      };
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
        // A stream that is held stays open: what has come is all that comes.
        if (prefer === "hold" && text.includes("text-delta")) finish();
      });
      response.on("end", finish);
    });
    sent.end(body === "" ? undefined : body);
  });
}
