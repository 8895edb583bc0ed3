import { waitVisibly } from "../../src/commands/wait-visibly.js";
import { createRealHost, finish } from "../../src/host/real-host.js";

/** Waits visibly on the real host for the ms of its first argument, twice where a second is "again"; says how it ended. */
async function main(): Promise<void> {
  const host = createRealHost();
  const [waitMs = "0", again] = host.args;
  for (let round = again === "again" ? 2 : 1; round > 0; round -= 1) {
    const startMs = host.clock.monotonic();
    const ending = await waitVisibly({
      host,
      waitMs: Number(waitMs),
      why: "The rate limit is reached",
      attempt: 2,
      maxAttempts: 5,
      quiet: false,
      writeLine: async (text) => {
        await host.stderr.write(`${text}\n`);
      },
    });
    const early = host.clock.monotonic() - startMs < Number(waitMs);
    await host.stdout.write(`<${ending}${early ? " early" : ""}>`);
  }
  await finish(3);
}

void main();
