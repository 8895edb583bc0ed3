import assert from "node:assert/strict";
import { test } from "node:test";
import { main } from "../../src/cli/main.js";
import { createClock } from "../../src/host/clock.js";
import { type RawServer, startRawServer } from "../contract/http/raw-server.js";
import { createFakeHost, type FakeHostOptions } from "../fakes/fake-host.js";
import { type Canary, echoesOf, makeCanary } from "./canary.js";
import { writeRaw } from "./raw-answers.js";
import { runCli } from "./run-cli.js";

/** Keys in the right form, of the right prefix alone, a token, and text that no pattern knows. */
const CANARIES = {
  key: makeCanary(`21st_sk_${"5eed0c0ffee1dea7".repeat(4)}`),
  short: makeCanary("an_sk_9f8e7d6c5b4a39281706"),
  plain: makeCanary("Zq8+wT/3vLk~p%Rn&2mXcYd"),
  word: makeCanary("correcthorsebatterystaple"),
};

type Surroundings = Pick<FakeHostOptions, "env" | "stdin" | "files" | "homeFolder">;

/**
 * Runs a command within this process (a start of the program costs 30 times as much) and holds everything that it said
 * and wrote against the canary.
 */
async function look(canary: Canary, args: readonly string[], surroundings: Surroundings = {}): Promise<void> {
  const fake = createFakeHost({ ...surroundings, args });
  const code = await main({ ...fake, clock: createClock() });
  const label = args.join(" ").replaceAll(canary.text, "<canary>");
  const { stdout, stderr, fileContents } = fake;
  assert.notEqual(code, 70, `${label}: ${stderr.text}`);
  assertHidden(canary, label, stdout.text, stderr.text);
  for (const [path, bytes] of fileContents)
    if (surroundings.files?.[path] === undefined) assertHidden(canary, label, Buffer.from(bytes).toString());
}

function assertHidden(canary: Canary, label: string, ...seen: readonly string[]): void {
  for (const text of seen) assert.deepEqual(canary.findIn(text), [], `${label}: ${text}`);
}

/** Gives back whatever was sent, and the canary in every encoding, in an error of this form. */
async function startEcho(t: Parameters<typeof startRawServer>[0], canary: Canary): Promise<RawServer> {
  const encodings = echoesOf(canary.text);
  return startRawServer(t, (socket, head) => {
    const path = head.split(" ")[1] ?? "";
    const status = path.includes("401") ? 401 : path.includes("500") ? 500 : 400;
    const said = [head, ...encodings, `{"authorization":"Bearer ${canary.text}"}`].join("\n");
    const headers = {
      "X-Echo": encodings.join(" ").replace(/[^\x20-\x7e]/g, ""),
      "Set-Cookie": `key=${canary.text}; Path=/`,
      Location: `https://elsewhere.example/?token=${encodeURIComponent(canary.text)}`,
    };
    if (path.includes("html")) {
      const stack = `Error: ${said}\n    at send (/srv/${canary.text}/app.js:1:2)`;
      socket.end(writeRaw(status, `<html><title>${canary.text}</title><pre>${stack}</pre></html>`, headers));
    } else if (path.includes("text")) socket.end(writeRaw(status, said, { ...headers, "Content-Type": "text/plain" }));
    else {
      const error = { code: `bad ${canary.text}`, message: said, status, hint: encodings };
      socket.end(writeRaw(status, JSON.stringify({ error }), headers));
    }
  });
}

for (const [name, canary] of Object.entries(CANARIES)) {
  test(`a key (${name}) that the server gives back in every encoding is shown in none`, async (t) => {
    const { url } = await startEcho(t, canary);
    const env = { SANDBOX_BASE_URL: url.origin, SANDBOX_API_KEY: canary.text };
    for (const path of ["/v1/json401", "/v1/html500", "/v1/text400"]) {
      const request = ["request", path, "--max-attempts", "1"];
      await look(canary, [...request, "-v", "--debug"], { env });
      await look(canary, [...request, "--json"], { env });
      await look(canary, [...request, "-i", "--include-error-body", "--har", "calls.har", "-o", "body"], { env });
    }
    await look(canary, ["check-key", "--max-attempts", "1", "-v"], { env });
    await look(canary, ["check-key", "--max-attempts", "1", "--json"], { env });
  });

  test(`a key (${name}) is shown from none of its sources`, async (t) => {
    const { url } = await startEcho(t, canary);
    const base = { SANDBOX_BASE_URL: url.origin };
    const files = { "/home/me/.an/credentials": JSON.stringify({ apiKey: canary.text }), key: `${canary.text}\n` };
    const ask = ["request", "/v1/text401", "--max-attempts", "1", "--json"];
    const sources: readonly [readonly string[], Surroundings][] = [
      [["--api-key", canary.text], { env: base }],
      [[`--api-key=${canary.text}`], { env: base }],
      [["--api-key-file", "key"], { env: base, files }],
      [["--api-key-stdin"], { env: base, stdin: `${canary.text}\n` }],
      [[], { env: { ...base, API_KEY_21ST: canary.text } }],
      [[], { env: { ...base, AN_API_KEY: canary.text } }],
      [[], { env: base, files, homeFolder: "/home/me" }],
    ];
    for (const [more, options] of sources) await look(canary, [...ask, ...more], options);
  });

  test(`a wrong command line shows no key (${name})`, async () => {
    const { text } = canary;
    const lines: readonly (readonly string[])[] = [
      ["check-key", `--api-keyy=${text}`],
      ["check-key", "--api-keyy", text],
      ["check-key", "--apikey", text],
      ["check-key", `--apikey=${text}`],
      ["check-key", "--api_key", text],
      ["check-key", `--api-key${text}`],
      ["check-key", `--token=${text}`],
      ["check-key", "--api-key", text, "extra"],
      ["check-key", "--api-key", text, "--timeout", "soon"],
      ["check-key", "--api-key", text, "--base-url", "nowhere"],
      ["check-key", "--base-url", `https://user:${text}@h.example`],
      ["check-key", "--base-url", `https://user:${encodeURIComponent(text)}@h.example`],
      ["check-key", "--base-url", `https://${encodeURIComponent(text)}@h.example`],
      ["check-key", "--base-url", `https://h.example/?api_key=${encodeURIComponent(text)}`],
      ["request", "/x", "-H", `Authorization: Bearer ${text}`, "--frobnicate"],
      ["request", "/x", "-H", `Authorization Bearer ${text}`],
      ["request", "/x", "-H", `Authorization: Bearer ${text}\n`],
      ["request", "/x", `--heder=Authorization: Bearer ${text}`],
      ["request", "/x", "-F", `token=${text}`],
      ["request", "/x", "-F", `envs[KEY]=${text}`],
      ["request", "/x", "-f", `auth[token]=${text}`, "-f", `auth=${text}`],
      ["request", "/x", "-d", `{"token":"${text}"`],
      ["request", "/x", `--daata={"token":"${text}"}`],
      ["request", `https://elsewhere.example/?token=${encodeURIComponent(text)}`],
      ["request", "FETCH", `/x?token=${encodeURIComponent(text)}`],
      ["request", `/x y?token=${encodeURIComponent(text)}`],
      ["mock", "--", "./no-such-command", `--token=${text}`],
    ];
    const env = { SANDBOX_BASE_URL: "http://127.0.0.1:9" };
    for (const line of lines) await look(canary, line, { env });
    for (const line of lines.slice(0, 8)) await look(canary, [...line, "--json"], { env });
  });

  test(`other secrets of a request (${name}) are shown as little as the key`, async (t) => {
    const { url } = await startEcho(t, canary);
    const { text } = canary;
    const env = { SANDBOX_BASE_URL: url.origin, SANDBOX_API_KEY: `21st_sk_${"0123456789abcdef".repeat(4)}` };
    const carriers: readonly (readonly string[])[] = [
      ["-f", `envs[TOKEN]=${text}`],
      ["-d", JSON.stringify({ auth: { type: "bearer", token: text } })],
      ["-f", `token=${text}`],
      ["-d", `grant=x&token=${encodeURIComponent(text)}`, "-H", "Content-Type: application/x-www-form-urlencoded"],
      ["-d", `{"token": "${text}`, "-H", "Content-Type: text/plain"],
      ["-H", `Authorization: Bearer ${text}`],
      ["-H", `Authorization: ${text}`],
      ["-H", `X-API-Key: ${text}`],
      ["-H", `Cookie: session=${text}; a=b`],
      ["--query", `api_key=${text}`],
    ];
    for (const carrier of carriers) {
      const request = ["request", "/v1/x", "--max-attempts", "1", ...carrier];
      await look(canary, [...request, "-v", "--har", "calls.har"], { env });
      await look(canary, [...request, "--json"], { env });
      await look(canary, [...request, "--curl"], { env });
      await look(canary, [...request, "--dry-run", "--json"], { env });
    }
  });

  test(`a proxy's password (${name}) is not shown`, async (t) => {
    const refusing = await startRawServer(t, (socket, head) => {
      const text = `${head}\n${canary.text}`;
      socket.end(`HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: ${text.length}\r\n\r\n${text}`);
    });
    const password = encodeURIComponent(canary.text);
    for (const proxy of [`http://me:${password}@127.0.0.1:${refusing.port}`, `me:${password}@127.0.0.1:1`]) {
      const env = { HTTPS_PROXY: proxy, SANDBOX_API_KEY: `21st_sk_${"0123456789abcdef".repeat(4)}` };
      const ask = ["check-key", "--base-url", "https://api.example.com", "--max-attempts", "1"];
      await look(canary, [...ask, "-v", "--debug"], { env });
      await look(canary, [...ask, "--json"], { env });
    }
    await look(canary, ["check-key"], {
      env: { HTTPS_PROXY: `ftp://me:${password}@h`, SANDBOX_BASE_URL: "https://h" },
    });
  });

  test(`a recorded call (${name}) is explained without its secrets`, async () => {
    const { text } = canary;
    const encoded = encodeURIComponent(text);
    const message = `no access for ${text}, ${Buffer.from(text).toString("base64")}`;
    const har = {
      log: {
        entries: [1, 2].map(() => ({
          request: {
            method: "POST",
            url: `https://user:${encoded}@relay.an.dev/v1/x?token=${encoded}`,
            headers: [
              { name: "Authorization", value: `Bearer ${text}` },
              { name: "Cookie", value: `a=${text}` },
            ],
            postData: { text: JSON.stringify({ envs: { A: text }, token: text }) },
          },
          response: { status: 403, headers: [], content: { text: JSON.stringify({ error: { code: "x", message } }) } },
        })),
      },
    };
    const raw = `POST /v1/x?api_key=${encoded} HTTP/1.1\r\nHost: relay.an.dev\r\nAuthorization: Bearer ${text}\r\n\r\n\r\nHTTP/1.1 401 X\r\nContent-Type: application/json\r\n\r\n${JSON.stringify({ error: message })}`;
    for (const subject of [JSON.stringify(har), raw]) {
      await look(canary, ["explain", "-"], { stdin: subject });
      await look(canary, ["explain", "--json"], { stdin: subject });
    }
  });
}

test("a secret that stands where a text is cut is hidden up to the cut", async (t) => {
  const key = `21st_sk_${"0123456789abcdef".repeat(4)}`;
  const canary = CANARIES.word;
  const half = makeCanary(canary.text.slice(0, 12));
  let message = "";
  const { url } = await startRawServer(t, (socket, head) => {
    const html = head.includes("html");
    const body = html
      ? `<title>x</title><p>${message}`
      : JSON.stringify({ error: { code: "invalid_request", message } });
    socket.end(
      writeRaw(400, body, { "X-Note": message.slice(0, 500), ...(html ? { "Content-Type": "text/html" } : {}) }),
    );
  });
  const env = { SANDBOX_BASE_URL: url.origin, SANDBOX_API_KEY: key };
  for (const cut of [40, 60, 80, 100, 120, 160, 200, 240, 256, 300, 400, 500, 512, 1000, 1024, 2000, 4000, 4096]) {
    for (const path of ["/v1/json", "/v1/html"]) {
      for (const pad of ["z", "yz "]) {
        message = `${pad.repeat(5000).slice(0, cut - 14)} ${canary.text} and more`;
        for (const more of ["-v", "--json"])
          await look(half, ["request", path, more, "-f", `token=${canary.text}`, "--max-attempts", "1"], { env });
      }
    }
  }
});

test("whatever looks like a key is hidden, even where nobody said that it is one", async () => {
  const canary = CANARIES.key;
  const { text } = canary;
  for (const subject of [`Request failed: 401 with ${text}`, `{"error":"no key ${text}"}`, text, `https://h/${text}`]) {
    await look(canary, ["explain", subject]);
    await look(canary, ["explain", "--json", subject]);
    await look(canary, ["explain", "--as", "code", subject]);
  }
  await look(canary, [text]);
  await look(canary, ["explain", `./${text}.json`]);
  await look(canary, ["request", text]);
  await look(canary, ["check-key", "--timeout", text]);
  await look(canary, ["mock", "--port", text]);
});

test("the built program hides a key as well, and so does its ending after an error", async (t) => {
  const canary = CANARIES.plain;
  const { url } = await startEcho(t, canary);
  const env = { SANDBOX_BASE_URL: url.origin, SANDBOX_API_KEY: canary.text };
  const lines = [
    ["request", "/v1/json401", "-v", "--debug", "--max-attempts", "1"],
    ["request", "/v1/html500", "--json", "--max-attempts", "1"],
    ["check-key", "--apikey", canary.text],
    ["check-key", "--base-url", `https://user:${canary.text}@h.example`],
  ];
  for (const line of lines) {
    const { stdout, stderr } = await runCli(line, { env });
    assertHidden(canary, line.join(" "), stdout, stderr);
  }
});
