import assert from "node:assert/strict";
import { PassThrough, Readable } from "node:stream";
import { test } from "node:test";
import { InputTooLarge } from "../../src/host/host.js";
import { createInputStream, ReadInterrupted } from "../../src/host/input-stream.js";

const never = new AbortController().signal;
const input = (stream: Readable, interrupted = never) =>
  createInputStream({ isTTY: false, open: () => stream, interrupted });

test("input is read to its end, up to the bound", async () => {
  const read = await input(Readable.from([Buffer.from("ab"), Buffer.from("cd")])).readAll(4);
  assert.equal(Buffer.from(read).toString(), "abcd");
});

test("input longer than the bound is given up as soon as that shows", async () => {
  const stream = Readable.from([Buffer.from("ab"), Buffer.from("cd"), Buffer.from("ef")]);
  await assert.rejects(input(stream).readAll(3), InputTooLarge);
  assert.equal(stream.destroyed, true);
});

test("Ctrl-C ends the reading of an input that never ends", async () => {
  const controller = new AbortController();
  const reading = input(new PassThrough(), controller.signal).readAll(10);
  controller.abort("SIGINT");
  await assert.rejects(reading, ReadInterrupted);
  await assert.rejects(input(new PassThrough(), controller.signal).readAll(10), ReadInterrupted);
});
