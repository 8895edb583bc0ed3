import assert from "node:assert/strict";
import { test } from "node:test";
import { createOutputStream, type NodeOutput, WriteFailed, WriteInterrupted } from "../../src/host/output-stream.js";

type Written = (error?: Error | null) => void;

function pipe(
  answer: (chunk: string | Uint8Array, written: Written) => void,
  isTTY = false,
  interrupted = new AbortController().signal,
) {
  const opened = { times: 0 };
  const stream: NodeOutput = {
    fd: 1,
    columns: 0,
    on: () => {},
    write(chunk, written) {
      queueMicrotask(() => answer(chunk, written));
      return true;
    },
  };
  const open = () => {
    opened.times += 1;
    return stream;
  };
  return { opened, output: createOutputStream({ name: "stdout", isTTY, isFile: false, open, interrupted }) };
}

function fail(code: string): Error {
  return Object.assign(new Error(`write ${code}`), { code });
}

test("chunks are taken in order, each after the one before has left", async () => {
  const log: string[] = [];
  const { output, opened } = pipe((chunk, written) => {
    log.push(`begin ${chunk}`);
    queueMicrotask(() => {
      log.push(`end ${chunk}`);
      written();
    });
  });
  assert.equal(opened.times, 0);
  assert.deepEqual(await Promise.all([output.write("a"), output.write(""), output.write("b")]), [true, true, true]);
  assert.deepEqual(log, ["begin a", "end a", "begin b", "end b"]);
  assert.equal(opened.times, 1);
});

for (const code of ["EPIPE", "ECONNRESET", "ERR_STREAM_DESTROYED"]) {
  test(`a reader that has gone (${code}) is a quiet end`, async () => {
    let writes = 0;
    const { output } = pipe((_chunk, written) => {
      writes += 1;
      written(fail(code));
    });
    assert.deepEqual(await Promise.all([output.write("a"), output.write("b")]), [false, false]);
    await output.flush();
    assert.equal(writes, 1);
  });
}

test("any other error is a WriteFailed, and later writes try again", async () => {
  let broken = true;
  const { output } = pipe((_chunk, written) => written(broken ? fail("ENOSPC") : null));
  await assert.rejects(output.write("a"), (error) => error instanceof WriteFailed && error.code === "ENOSPC");
  broken = false;
  assert.equal(await output.write("b"), true);
});

test("after Ctrl-C a reader that does not read is given up within a second, and nothing more is written", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const interrupt = new AbortController();
  const written: (string | Uint8Array)[] = [];
  const { output } = pipe((chunk) => written.push(chunk), false, interrupt.signal);
  const stuck = output.write("a");
  await new Promise(setImmediate);
  interrupt.abort();
  t.mock.timers.tick(1000);
  await assert.rejects(stuck, WriteInterrupted);
  assert.equal(await output.write("b"), false);
  await output.flush();
  assert.deepEqual(written, ["a"]);
});

test("EIO is the end of a terminal, and an error elsewhere", async () => {
  assert.equal(await pipe((_chunk, written) => written(fail("EIO")), true).output.write("a"), false);
  await assert.rejects(pipe((_chunk, written) => written(fail("EIO"))).output.write("a"), WriteFailed);
});

test("a terminal of 0 columns has an unknown width, a pipe has none", () => {
  assert.equal(pipe(() => {}, true).output.columns(), undefined);
  assert.equal(pipe(() => {}).output.columns(), undefined);
});
