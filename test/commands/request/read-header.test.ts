import assert from "node:assert/strict";
import { test } from "node:test";
import { readHeaderOptions } from "../../../src/commands/request/read-header.js";
import { UsageError } from "../../../src/commands/usage-error.js";

test("headers are read as curl takes them: a value, an empty value, and one to leave out", () => {
  assert.deepEqual(readHeaderOptions(["Prefer: code=x, wait=3", "X:\ty ", "Y;", "Authorization:", "Z: 1", "Z: 2"]), {
    headers: [
      { name: "Prefer", value: "code=x, wait=3" },
      { name: "X", value: "y" },
      { name: "Y", value: "" },
      { name: "Z", value: "1" },
      { name: "Z", value: "2" },
    ],
    left: ["authorization"],
  });
});

test("a header that is given is not left out", () => {
  assert.deepEqual(readHeaderOptions(["A:", "a: 1"]), { headers: [{ name: "a", value: "1" }], left: [] });
});

for (const text of ["X", ": y", "X Y: z", "X: a\r\nY: b", "X: a\nb", "X: \u0000", "X: …", "Ü: a", "", "X; y"]) {
  test(`${JSON.stringify(text)} is no header`, () => assert.throws(() => readHeaderOptions([text]), UsageError));
}

for (const name of ["Content-Length", "transfer-encoding", "Expect", "Keep-Alive", "Upgrade"]) {
  test(`${name} is the client's own to write`, () => {
    assert.throws(() => readHeaderOptions([`${name}: 3`]), /is written by this program itself$/);
  });
}
