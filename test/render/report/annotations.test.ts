import assert from "node:assert/strict";
import { test } from "node:test";
import { listAnnotations } from "../../../src/render/report/list-annotations.js";
import type { ProbeResult } from "../../../src/render/report/probe-result.js";
import { writeAnnotation } from "../../../src/render/report/write-annotation.js";
import { caseOf, differingCase, HOSTILE, HOSTILE_RESULT } from "./hostile-result.js";
import { readAnnotation } from "./read-annotation.js";

const same = (text: string): string => text;

test("an annotation is one line and one command, whatever its texts hold", () => {
  for (const text of HOSTILE) {
    const line = writeAnnotation({ level: "error", title: text, message: text }, same);
    assert.match(line, /^::error title=[^\n]*\n$/);
    const read = readAnnotation(line.slice(0, -1));
    assert.equal(read.title, read.message);
    assert.doesNotMatch(line, /[\u0000-\u0009\u000b-\u001f\u202e]/);
  }
});

test("an annotation comes back as it was, percent signs, colons and commas too", () => {
  const line = writeAnnotation({ level: "warning", title: "a: b, 100%", message: "c::d, e%0A\nf" }, same);
  assert.deepEqual(readAnnotation(line.slice(0, -1)), {
    level: "warning",
    title: "a: b, 100%",
    message: "c::d, e%0A\nf",
  });
});

test("an annotation shows no secret", () => {
  const line = writeAnnotation({ level: "error", title: "x", message: "the word hunter22" }, (text) =>
    text.replace("hunter22", "[redacted]"),
  );
  assert.equal(line, "::error title=x::the word [redacted]\n");
});

test("of more than ten annotations nine are shown and the rest is summed up", () => {
  const all = listAnnotations(HOSTILE_RESULT);
  assert.equal(all.length, 10);
  assert.match(all[9]?.title ?? "", /^\d+ more$/);
  const ten = Array.from({ length: 10 }, (_, i) => differingCase(`case-${i}`, "nothing"));
  assert.equal(listAnnotations({ ...HOSTILE_RESULT, cases: ten, leftovers: [] }).length, 10);
  assert.deepEqual(listAnnotations({ ...HOSTILE_RESULT, cases: [caseOf("good")], leftovers: [] }), []);
});

test("an annotation says whether a case differs from the page or from the baseline", () => {
  const cases = [differingCase("a", "x")];
  const drift = [{ id: "a", kind: "new", member: "response.x", documented: "text", seen: "x", note: null }] as const;
  const title = (more: Partial<ProbeResult>): string | undefined =>
    listAnnotations({ ...HOSTILE_RESULT, cases, leftovers: [], ...more })[0]?.title;
  assert.equal(title({}), "a is not as documented");
  assert.equal(title({ drift }), "a has changed against the baseline");
});

test("a key that is missing comes first of all annotations", () => {
  const [first] = listAnnotations({ ...HOSTILE_RESULT, keyProblem: "no key was found" });
  assert.deepEqual(first, {
    level: "error",
    title: "No usable key",
    message: "Cases that need a key were not run: no key was found.",
  });
});
