import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import fc from "fast-check";
import { displayWidth } from "../../src/text/display-width.js";
import { formatSeconds, parseDuration } from "../../src/text/duration.js";
import { escapeInJson, neutraliseLine, neutraliseStyled, neutraliseText } from "../../src/text/neutralise.js";
import { createRedactor, REDACTED, redactKeyLike } from "../../src/text/redact.js";
import { wrapText } from "../../src/text/wrap.js";
import { mixedText } from "./bodies.js";

const RUNS = { numRuns: 1000, seed: 21 };
const anyText = fc.oneof(mixedText(2000), fc.string({ unit: "binary", maxLength: 200 }), fc.string({ maxLength: 200 }));
/** Secrets as they are: of characters that can be typed, long enough to be one. */
const secret = fc.oneof(
  fc.string({ unit: "grapheme-ascii", minLength: 12, maxLength: 80 }).filter((text) => text.trim().length >= 12),
  fc.string({ unit: "grapheme", minLength: 12, maxLength: 40 }).filter((text) => text.trim().length >= 12),
  fc
    .array(fc.constantFrom(..."0123456789abcdef"), { minLength: 64, maxLength: 64 })
    .map((hex) => `21st_sk_${hex.join("")}`),
);

const ENCODINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => encodeURIComponent(text),
  (text) => Buffer.from(text).toString("base64"),
  (text) => Buffer.from(text).toString("base64url"),
  (text) => Buffer.from(text).toString("hex"),
  (text) =>
    text
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/"/g, "&quot;")
      .replace(/'/g, "&#39;"),
];

test("a secret is redacted in every encoding, wherever it stands", () => {
  fc.assert(
    fc.property(secret, anyText, anyText, fc.constantFrom(...ENCODINGS), (hidden, before, after, encode) => {
      fc.pre(!/\p{Cs}/u.test(hidden));
      const encoded = encode(hidden);
      fc.pre(!before.includes(encoded) && !REDACTED.includes(encoded));
      const shown = createRedactor([hidden])(`${before} ${encoded} ${after}`);
      assert.ok(!shown.includes(encoded), `${JSON.stringify(hidden)} shows in ${JSON.stringify(shown)}`);
    }),
    RUNS,
  );
});

test("redacting twice is redacting once", () => {
  fc.assert(
    fc.property(fc.array(secret, { maxLength: 4 }), anyText, (secrets, text) => {
      const redact = createRedactor(secrets);
      const once = redact([text, ...secrets].join(" "));
      assert.equal(redact(once), once);
      assert.equal(redactKeyLike(redactKeyLike(text)), redactKeyLike(text));
    }),
    RUNS,
  );
});

test("a text without secrets is left as it is", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      fc.pre(!/_sk_|an_t_|5f|u005f|:\/\//i.test(text));
      assert.equal(createRedactor([])(text), text);
    }),
    RUNS,
  );
});

const DANGEROUS = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b\u200c\u2028\u2029\u2060\ufeff\u00ad]/u;

test("neutralised text holds no character that controls, reorders or hides", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      assert.doesNotMatch(neutraliseText(text).replace(/[\n\t]/g, ""), DANGEROUS);
      assert.doesNotMatch(neutraliseLine(text), DANGEROUS);
      assert.doesNotMatch(neutraliseText(text), /^[ \t]*::|##\[/m);
      assert.doesNotMatch(
        neutraliseStyled(text)
          .replace(/\u001b\[[\d;]{0,20}m/g, "")
          .replace(/[\n\t]/g, ""),
        DANGEROUS,
      );
    }),
    RUNS,
  );
});

test("neutralising twice is neutralising once", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const neutralise of [neutraliseText, neutraliseLine])
        assert.equal(neutralise(neutralise(text)), neutralise(text));
    }),
    RUNS,
  );
});

test("JSON stays the same value when its dangerous characters are escaped", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const escaped = escapeInJson(JSON.stringify({ text }));
      assert.deepEqual(JSON.parse(escaped), { text });
      assert.doesNotMatch(escaped, DANGEROUS);
    }),
    RUNS,
  );
});

const words = fc.array(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }).filter((word) => !/\s/.test(word)),
  { maxLength: 60 },
);

test("wrapping loses no word, changes no order, and fills no line over its width but with one word", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 100 }), fc.nat(8), (given, width, indent) => {
      const lines = wrapText(given.join(" "), { width, first: " ".repeat(indent) });
      assert.deepEqual(
        lines.flatMap((line) => line.split(" ").filter((word) => word !== "")),
        given,
      );
      for (const line of lines) assert.ok(displayWidth(line) <= width || line.trim().split(" ").length <= 1, line);
    }),
    RUNS,
  );
});

test("the width of a text is never negative, and that of two texts is their sum", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (one, other) => {
      assert.ok(displayWidth(one) >= 0);
      assert.equal(displayWidth(`${one} ${other}`), displayWidth(one) + 1 + displayWidth(other));
    }),
    RUNS,
  );
});

test("a duration is what its parts add up to", () => {
  const part = fc.option(fc.nat(10_000));
  fc.assert(
    fc.property(part, part, part, part, (h, m, s, ms) => {
      const text = [
        [h, "h"],
        [m, "m"],
        [s, "s"],
        [ms, "ms"],
      ]
        .map(([n, unit]) => (n === null ? "" : `${n}${unit}`))
        .join("");
      const total = (h ?? 0) * 3_600_000 + (m ?? 0) * 60_000 + (s ?? 0) * 1000 + (ms ?? 0);
      assert.equal(parseDuration(text), text === "" ? undefined : total);
    }),
    RUNS,
  );
});

test("text of any kind is a duration of whole, positive milliseconds, or none", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const ms = parseDuration(text);
      assert.ok(ms === undefined || (Number.isSafeInteger(ms) && ms >= 0));
    }),
    RUNS,
  );
});

test("written seconds never say less than a whole unit less than there are", () => {
  const units: Readonly<Record<string, number>> = { d: 86_400, h: 3600, min: 60, s: 1 };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), (seconds) => {
      const parts = [...formatSeconds(seconds).matchAll(/(\d+) (\w+)/g)];
      const told = parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (units[unit] ?? Number.NaN), 0);
      const smallest = units[parts.at(-1)?.[2] ?? ""] ?? 0;
      assert.ok(told <= seconds && seconds - told < Math.max(smallest, 3600), `${seconds}: ${formatSeconds(seconds)}`);
    }),
    RUNS,
  );
});
