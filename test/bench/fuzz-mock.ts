import { DIALECTS } from "../../src/mock/dialect.js";
import { startMock } from "../../src/mock-library.js";
import { attack } from "../contract/hostile-requests.js";
import { createRandom } from "../contract/mock-client.js";

/** Sends 20,000 hostile requests to each dialect and says what is left: whether it lives, and how much memory it holds. */
const COUNT = Number(process.argv[2] ?? 20_000);

async function run(): Promise<void> {
  for (const dialect of DIALECTS) {
    const mock = await startMock({ dialect });
    const before = process.memoryUsage().rss;
    const startedAt = performance.now();
    await attack(Number(new URL(mock.url).port), mock.key, COUNT, createRandom());
    const seconds = (performance.now() - startedAt) / 1000;
    const megabytes = (process.memoryUsage().rss - before) / 1024 ** 2;
    const broken = mock.requests.filter(({ answer }) => answer.body.includes("The embedded API failed")).length;
    const { status } = await fetch(`${mock.url}/health`);
    console.log(
      `${dialect}: ${COUNT} requests in ${seconds.toFixed(1)} s, health ${status}, ${broken} internal failures, +${megabytes.toFixed(0)} MB`,
    );
    await mock.close();
    if (status !== 200 || broken > 0) process.exitCode = 1;
  }
}

void run();
