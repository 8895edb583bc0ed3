import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "undici";
import { loadClient } from "../../../src/http/load-client.js";

test("the client that is loaded by its own module is the one that the package exports", () => {
  assert.equal(loadClient(), Client);
  assert.doesNotThrow(() => require.resolve("undici/lib/dispatcher/client.js"));
});
