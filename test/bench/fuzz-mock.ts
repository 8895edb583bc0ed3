import { DIALECTS } from "../../src/mock/dialect.js";
import { startMock } from "../../src/mock-library.js";
import { checkState, findFailures } from "../contract/check-state.js";
import { attack } from "../contract/hostile-requests.js";
import { createRandom } from "../contract/mock-client.js";

/**
 * Sends 20,000 hostile requests to each dialect and says what is left: whether any was answered by a failure of its own,
 * whether its state agrees with itself, and how much memory it holds.
 */
const COUNT = Number(process.argv[2] ?? 20_000);
/** The log keeps 10,000 requests: looked at before one of them is gone. */
const BATCH = 5000;

async function run(): Promise<void> {
  for (const dialect of DIALECTS) {
    const mock = await startMock({ dialect });
    const before = process.memoryUsage().rss;
    const startedAt = performance.now();
    const draw = createRandom();
    const failures: string[] = [];
    let looked = 0;
    for (let sent = 0; sent < COUNT; sent += BATCH) {
      await attack(Number(new URL(mock.url).port), mock.key, Math.min(BATCH, COUNT - sent), draw);
      failures.push(...findFailures(mock, looked + 1));
      looked = mock.requests.at(-1)?.n ?? 0;
    }
    const seconds = (performance.now() - startedAt) / 1000;
    const megabytes = (process.memoryUsage().rss - before) / 1024 ** 2;
    const problem = await checkState(mock).then(() => null, String);
    console.log(
      `${dialect}: ${COUNT} requests in ${seconds.toFixed(1)} s, ${looked} of them HTTP, ${failures.length} internal failures, state ${problem ?? "whole"}, +${megabytes.toFixed(0)} MB`,
    );
    for (const failure of failures.slice(0, 10)) console.log(`  ${failure}`);
    await mock.close();
    if (problem !== null || failures.length > 0) process.exitCode = 1;
  }
}

void run();
