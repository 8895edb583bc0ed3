import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { readEnterKey } from "../../src/host/enter-key.js";

async function listen() {
  const input = new PassThrough();
  const controller = new AbortController();
  const pressed: number[] = [];
  readEnterKey(input, (lineBreaks) => pressed.push(lineBreaks), controller.signal);
  const type = async (text: string) => {
    input.write(text);
    await new Promise(setImmediate);
  };
  return { input, controller, pressed, type };
}

test("each line calls back, with its number of line breaks", async () => {
  const { pressed, type } = await listen();
  await type("\n");
  await type("abc\n");
  await type("\n\n");
  await type("no line yet");
  assert.deepEqual(pressed, [1, 1, 2]);
});

test("after an abort nothing is heard and the input stands still", async () => {
  const { input, controller, pressed, type } = await listen();
  controller.abort();
  await type("\n");
  assert.deepEqual(pressed, []);
  assert.equal(input.isPaused(), true);
  assert.equal(input.listenerCount("data"), 0);
});

test("listening again and again leaves one listener for errors", () => {
  const input = new PassThrough();
  for (let i = 0; i < 20; i += 1) {
    const controller = new AbortController();
    readEnterKey(input, () => {}, controller.signal);
    controller.abort();
  }
  assert.equal(input.listenerCount("error"), 1);
  input.emit("error", new Error("EIO"));
});

test("an abort that came before touches nothing", () => {
  const input = new PassThrough();
  readEnterKey(input, () => {}, AbortSignal.abort());
  assert.equal(input.listenerCount("data"), 0);
});
