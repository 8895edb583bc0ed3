import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSeededRandom } from "../../../src/mock/seeded-random.js";
import { startMock } from "../../../src/mock/start-mock.js";
import { ABSENT_ID } from "../../../src/probe/probe-case.js";

/** The key of every embedded API that is measured; `--seed` makes it the same each time. */
export const SEED = "bench";

/** One request, and what every contender answers it. */
export interface Scenario {
  readonly name: "read" | "error";
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Asks the embedded API itself, so that what the others answer is its own answer, byte for byte. */
export async function sampleAnswers(): Promise<{ readonly key: string; readonly scenarios: readonly Scenario[] }> {
  const mock = await startMock({ now: Date.now, random: createSeededRandom(SEED) });
  try {
    const ask = async (name: Scenario["name"], id: string): Promise<Scenario> => {
      const path = `/v1/sandboxes/${id}`;
      const response = await fetch(mock.url + path, { headers: { Authorization: `Bearer ${mock.key}` } });
      const contentType = response.headers.get("content-type") ?? "";
      return { name, path, status: response.status, contentType, body: await response.text() };
    };
    return { key: mock.key, scenarios: [await ask("read", mock.sandboxId), await ask("error", ABSENT_ID)] };
  } finally {
    await mock.close();
  }
}

/** Writes the answers as an OpenAPI document with examples, which is what Prism serves; returns its path. */
export function writeOpenApi(folder: string, scenarios: readonly Scenario[]): string {
  const responses = scenarios.map(({ status, body }): [string, object] => [
    String(status),
    { description: "sampled", content: { "application/json": { example: JSON.parse(body) as unknown } } },
  ]);
  const parameters = [{ name: "id", in: "path", required: true, schema: { type: "string" } }];
  const path = join(folder, "openapi.json");
  const paths = { "/v1/sandboxes/{id}": { get: { parameters, responses: Object.fromEntries(responses) } } };
  writeFileSync(path, JSON.stringify({ openapi: "3.1.0", info: { title: "sampled", version: "1" }, paths }));
  return path;
}
