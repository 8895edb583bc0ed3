import assert from "node:assert/strict";
import { test } from "node:test";
import { checkClock } from "../../src/doctor/check-clock.js";
import { checkConfiguration } from "../../src/doctor/check-configuration.js";
import { checkKeyText } from "../../src/doctor/check-key-text.js";
import { exitOfLayers } from "../../src/doctor/exit-of-layers.js";
import type { DoctorLayer, DoctorLayerName } from "../../src/render/report/doctor-layer.js";

const NOW = Date.UTC(2026, 0, 1);

function checkNode(nodeVersion: string): boolean | null {
  return checkConfiguration({ nodeVersion, platform: "linux", settings: [], problems: [] }).ok;
}

test("a Node older than the package's oldest fails", () => {
  assert.deepEqual(["18.20.0", "20.9.5", "20.18.0", "20.18.1", "20.19.0", "22.0.0", "26.1.0-nightly"].map(checkNode), [
    false,
    false,
    false,
    true,
    true,
    true,
    true,
  ]);
});

/** The warnings about a clock that is so many ms ahead of the server's. */
function warnOfClock(aheadMs: number): readonly string[] {
  const at = NOW + 500;
  const text = new Date(NOW - aheadMs).toUTCString();
  const { ok, facts } = checkClock({ text, sentAt: at, receivedAt: at, trusted: true });
  assert.equal(ok, true);
  return facts.filter(({ name }) => name === "warning").map(({ value }) => value);
}

test("a clock within three minutes of the server's is no warning, beyond them it is, either way", () => {
  for (const ms of [0, 60_000, -60_000, 180_000, -180_000]) assert.deepEqual(warnOfClock(ms), [], `${ms}`);
  assert.match(warnOfClock(181_000)[0] ?? "", /3 min 1 s ahead of/);
  assert.match(warnOfClock(-181_000)[0] ?? "", /3 min 1 s behind/);
});

test("a Date that is none says nothing about the clock", () => {
  const { ok, facts } = checkClock({ text: "soon", sentAt: NOW, receivedAt: NOW, trusted: true });
  assert.equal(ok, null);
  assert.equal(facts[0]?.name, "not checked");
  assert.equal(checkClock(null).ok, null);
});

test("a token that has expired by this clock is a warning, for the server decides", () => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `an_t_${part({ alg: "HS256" })}.${part({ exp: NOW / 1000 - 60 })}.c2lnbmF0dXJl`;
  const key = { text, source: "flag", hides: [], fingerprint: null, warnings: [] } as const;
  const { ok, facts } = checkKeyText(key, NOW);
  assert.equal(ok, true);
  const warnings = facts.filter(({ name }) => name === "warning");
  assert.deepEqual(
    warnings.map(({ value }) => value),
    ["By this machine's clock it expired on 2025-12-31T23:59:00Z."],
  );
  assert.ok(!JSON.stringify(facts).includes(text.slice(5, 20)));
});

function layer(name: DoctorLayerName, ok: boolean | null): DoctorLayer {
  return { name, ok, durationMs: 0, facts: [], diagnoses: [] };
}

test("the first layer that fails decides the exit; those that were not checked never do", () => {
  assert.equal(exitOfLayers([layer("configuration", true), layer("tls", null)]), "ok");
  assert.equal(exitOfLayers([layer("configuration", false), layer("key", false)]), "usage");
  assert.equal(exitOfLayers([layer("key", false), layer("contract", false)]), "key");
  assert.equal(exitOfLayers([layer("tls", null), layer("contract", false)]), "finding");
  assert.equal(exitOfLayers([layer("http", false)]), "no_answer");
});
