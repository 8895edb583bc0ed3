import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { readIdForm } from "../../src/catalog/id-form.js";
import { findKeyDefect } from "../../src/catalog/key-form.js";
import { matchRoute } from "../../src/catalog/match-route.js";
import { SAMPLE_CHAT, SAMPLE_ID } from "../../src/causes/example.js";
import { diagnose } from "../../src/diagnosis/diagnose.js";
import { decodeFailure } from "../../src/exchange/decode-failure.js";
import { type Exchange, textBody } from "../../src/exchange/exchange.js";
import { readSubject, readTextForm, TEXT_FORMS } from "../../src/exchange/read-subject.js";
import { parseDuration } from "../../src/text/duration.js";
import { neutraliseLine, neutraliseStyled, neutraliseText } from "../../src/text/neutralise.js";
import { createRedactor } from "../../src/text/redact.js";
import { wrapText } from "../../src/text/wrap.js";
import { findPatterns } from "./find-patterns.js";
import { hostileUnits, measure, repeat } from "./hostile-texts.js";

const MEGABYTE = 1_000_000;
/**
 * Bounds that tell a reader that is quadratic or worse, and nothing finer, on however busy a machine: a linear one takes
 * about 50 ms for 64 KiB and less than a second for a megabyte. How fast it is, is for the benchmarks.
 */
const MOST_MS = 30_000;
const MOST_SMALL_MS = 2000;
/** Below this a measurement says nothing about growth. */
const TELLING_MS = 5;
/** Twice the text takes far more than twice the time where the time grows by more than this. */
const MOST_GROWTH = 3.5;

function exchangeOf(status: number | null, text: string, sent: Exchange["request"] = null): Exchange {
  return {
    request: sent,
    response: {
      status,
      headers: [{ name: "retry-after", value: text.slice(0, 16_384) }],
      body: textBody(text),
      headersKnown: true,
    },
    failure: null,
    sentAt: null,
    receivedAt: null,
  };
}

function requestOf(text: string): Exchange["request"] {
  const short = text.slice(0, 2048);
  return {
    method: "POST",
    url: `https://relay.an.dev/v1/sandboxes/${encodeURIComponent(short.replace(/[\ud800-\udfff]/gu, ""))}?a=${short}`,
    headers: [
      { name: "authorization", value: `Bearer ${short}` },
      { name: "content-type", value: short },
    ],
    body: textBody(JSON.stringify({ ...SAMPLE_CHAT, sandboxId: SAMPLE_ID, agent: text })),
  };
}

/** Every way by which foreign text comes in. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  redact: createRedactor(["a secret that is not in it"]),
  neutraliseText,
  neutraliseLine,
  neutraliseStyled,
  parseDuration,
  wrapText: (text) => wrapText(text, { width: 80 }),
  findKeyDefect,
  readIdForm,
  matchRoute: (text) => matchRoute("GET", text),
  decodeFailure,
  readTextForm,
  ...Object.fromEntries(
    TEXT_FORMS.map((form) => [`explain a ${form}`, (text: string) => readSubject(text, form)?.map(diagnose)]),
  ),
  "diagnose a body": (text) => diagnose(exchangeOf(500, text)),
  "diagnose a message": (text) => diagnose(exchangeOf(400, JSON.stringify({ error: { code: text, message: text } }))),
  "diagnose a stored error": (text) => diagnose(exchangeOf(200, JSON.stringify({ id: "7", error: text }))),
  "diagnose a request": (text) => diagnose(exchangeOf(401, "{}", requestOf(text))),
  "diagnose a failure": (text) =>
    diagnose({
      ...exchangeOf(null, ""),
      response: null,
      failure: { kind: "other", code: null, phase: null, message: text },
    }),
};

/** Sizes at which growth shows; the slowest texts are then read at a megabyte. */
const SIZES = [32_768, 65_536] as const;
const SLOWEST = 5;

interface Growth {
  readonly unit: string;
  /** For half of the text, in ms; null where twice that takes so little that it says nothing. */
  readonly once: number | null;
  readonly twice: number;
}

/** Measures again only what takes so long that it could have grown too fast. */
function timeGrowth(read: (text: string) => unknown, unit: string, [size, double]: readonly [number, number]): Growth {
  const [half, whole] = [repeat(unit, size), repeat(unit, double)];
  const least = MOST_GROWTH * TELLING_MS;
  const twice = measure(() => read(whole), least);
  return { unit, once: twice < least ? null : measure(() => read(half), TELLING_MS), twice };
}

function tellGrowth({ unit, once, twice }: Growth): string {
  const then = `${twice.toFixed(1)} ms`;
  return `${JSON.stringify(unit)} over and over: ${once === null ? then : `${once.toFixed(1)} ms, then ${then} for twice as much`}`;
}

function growsTooFast({ once, twice }: Growth): boolean {
  return once !== null && once >= TELLING_MS && twice > MOST_GROWTH * once;
}

for (const [name, read] of Object.entries(READERS)) {
  test(`${name}: a megabyte of any hostile text is read in the end`, (t) => {
    const growths = hostileUnits().map((unit) => timeGrowth(read, unit, SIZES));
    for (const growth of growths.filter(growsTooFast)) t.diagnostic(tellGrowth(growth));
    const slowest = growths.sort((a, b) => b.twice - a.twice).slice(0, SLOWEST);
    for (const { unit, twice } of slowest) {
      assert.ok(twice < MOST_SMALL_MS, tellGrowth({ unit, once: null, twice }));
      const text = repeat(unit, MEGABYTE);
      const ms = measure(() => read(text), MOST_MS);
      assert.ok(ms < MOST_MS, `${JSON.stringify(unit)} over and over takes ${ms.toFixed(0)} ms`);
    }
  });
}

/** Rules match messages, headers and ids of at most this many characters. */
const MATCHED_SIZES = [8192, 16_384] as const;
/** Each pattern for itself, at the longest text that it is ever given. */
const MOST_PATTERN_MS = 1000;
/** Rooms whose patterns meet foreign text. */
const READING_ROOMS = ["text", "catalog", "exchange", "causes", "diagnosis", "retry", "render", "commands/request"];

test("no regular expression is slow on hostile text", (t) => {
  const root = join(__dirname, "../../src");
  const files = READING_ROOMS.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".js"))
      .map((path) => join(root, room, path)),
  );
  const patterns = findPatterns(files, createRequire(__filename));
  t.diagnostic(`${patterns.length} patterns`);
  assert.ok(patterns.length > 200);
  for (const pattern of patterns) {
    for (const unit of hostileUnits(pattern.source)) {
      const growth = timeGrowth((text) => text.replace(pattern, ""), unit, MATCHED_SIZES);
      if (growsTooFast(growth)) t.diagnostic(`${pattern} on ${tellGrowth(growth)}`);
      assert.ok(growth.twice < MOST_PATTERN_MS, `${pattern} on ${tellGrowth(growth)}`);
    }
  }
});
