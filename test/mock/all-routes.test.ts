import assert from "node:assert/strict";
import { test } from "node:test";
import { ENDPOINTS } from "../../src/catalog/endpoints.js";
import { ALL_ROUTES } from "../../src/mock/routes/all-routes.js";

test("every endpoint of the catalogue has a route, and every route an endpoint", () => {
  assert.deepEqual(Object.keys(ALL_ROUTES).sort(), ENDPOINTS.map(({ id }) => id).sort());
});
