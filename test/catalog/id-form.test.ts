import assert from "node:assert/strict";
import { test } from "node:test";
import { type IdForm, readIdForm } from "../../src/catalog/id-form.js";

const FORMS: Readonly<Record<IdForm, readonly string[]>> = {
  uuid: [
    "7b9f2c1e-5d3a-4f68-9a0b-1c2d3e4f5a6b",
    "7B9F2C1E-5D3A-4F68-9A0B-1C2D3E4F5A6B",
    "00000000-0000-4000-8000-000000000000",
  ],
  uuid_other: [
    "7b9f2c1e-5d3a-1f68-9a0b-1c2d3e4f5a6b",
    "00000000-0000-0000-0000-000000000000",
    "7b9f2c1e-5d3a-4f68-0a0b-1c2d3e4f5a6b",
  ],
  provider: ["ialive00000000000001", "i0a1b2c3d4e5f6g7h8j9", "abcdefghijklmnopqr12"],
  placeholder: [
    ...["undefined", "null", "NaN", "None", "[object Object]", "true"],
    ...[
      "sb_abc123",
      "sbx_abc123",
      "th_xyz789",
      "thr_xyz789",
      "vault_123",
      "uuid-of-existing-sandbox",
      "e2b-sandbox-id",
    ],
    ...[":id", ":sandboxId", "{id}", "{{sandboxId}}", "<sandbox id>", "$SANDBOX_ID", "$" + "{SANDBOX_ID}", "%ID%"],
    ...["your_sandbox_id", "YOUR-ID", "my-sandbox-id", "sandbox_id", "sandboxId", "xxx", "...", "…", "id", "example"],
  ],
  other: [
    "",
    " ",
    "support",
    "my-sandbox",
    "7b9f2c1e",
    "7b9f2c1e-5d3a-4f68-9a0b-1c2d3e4f5a6",
    " 7b9f2c1e-5d3a-4f68-9a0b-1c2d3e4f5a6b",
    "12345678901234567890",
    "abcdefghijklmnopqrst",
    "x".repeat(10_000),
  ],
};

for (const [form, ids] of Object.entries(FORMS)) {
  for (const id of ids) {
    test(`the id ${JSON.stringify(id.slice(0, 60))} has the form ${form}`, () => assert.equal(readIdForm(id), form));
  }
}
