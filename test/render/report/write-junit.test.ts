import assert from "node:assert/strict";
import { test } from "node:test";
import type { ProbeResult } from "../../../src/render/report/probe-result.js";
import { writeJunit } from "../../../src/render/report/write-junit.js";
import { HOSTILE_RESULT } from "./hostile-result.js";
import { findAll, parseXml } from "./read-xml.js";

test("JUnit XML is well-formed whatever the texts hold, and forges no case", () => {
  const top = parseXml(writeJunit(HOSTILE_RESULT));
  assert.equal(top.name, "testsuites");
  assert.deepEqual(
    findAll(top, "testcase").map(({ attributes }) => attributes["name"]),
    HOSTILE_RESULT.cases.map(({ id }) => id),
  );
  assert.match(findAll(top, "property")[0]?.attributes["value"] ?? "", /\]\]><\/failure><testcase/);
});

test("the counters of suites and suite are the numbers of their elements, and tell failures from errors", () => {
  const top = parseXml(writeJunit(HOSTILE_RESULT));
  for (const suite of [top, ...findAll(top, "testsuite")]) {
    const count = (name: string): string => String(findAll(suite, name).length);
    assert.equal(suite.attributes["tests"], count("testcase"));
    assert.equal(suite.attributes["failures"], count("failure"));
    assert.equal(suite.attributes["errors"], count("error"));
    assert.equal(suite.attributes["skipped"], count("skipped"));
    assert.notEqual(suite.attributes["failures"], "0");
    assert.notEqual(suite.attributes["errors"], "0");
  }
  assert.ok(findAll(top, "testcase").every(({ children }) => children.length <= 1));
});

test("texts come back as they were, but for what XML cannot hold", () => {
  const failures = findAll(parseXml(writeJunit(HOSTILE_RESULT)), "failure").map(({ text }) => text);
  assert.ok(failures.some((text) => text.includes("]]></failure><testcase name='forged'/>")));
  assert.ok(failures.some((text) => text.includes("\\u{1b}[31mred\\u{0}\\u{7}\\u{fffe}\\u{ffff}\\u{d800}")));
  assert.ok(failures.some((text) => text.includes("line\nbreak\r\n| forged")));
});

test("a time is in seconds, and a difference that the baseline knows is no failure", () => {
  const [good, differing] = HOSTILE_RESULT.cases;
  assert.ok(good !== undefined && differing !== undefined);
  const result: ProbeResult = { ...HOSTILE_RESULT, cases: [good, { ...differing, grade: "passed" }], drift: [] };
  const top = parseXml(writeJunit(result));
  assert.equal(findAll(top, "testcase")[0]?.attributes["time"], "0.012");
  assert.equal(top.attributes["failures"], "0");
  assert.match(findAll(top, "system-out")[0]?.text ?? "", /\(known\)/);
});
