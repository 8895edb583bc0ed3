import type { WireFault } from "./fault.js";
import { closeRaw, sendRaw, writeHead } from "./write-raw.js";

const DEFAULT_LASTS_MS = 10_000;
const MOST_DRIPS = 100;

/** The body comes a few bytes at a time, over 10 s or as long as asked for. */
export const slowDrip: WireFault = {
  kind: "wire",
  name: "slow_drip",
  summary: "the body comes a few bytes at a time, over 10 s or as long as asked for",
  takesDuration: true,
  async play(scene) {
    const { body, headers } = scene.answer;
    const drips = Math.min(MOST_DRIPS, Math.max(1, body.length));
    const bytes = Math.ceil(body.length / drips);
    sendRaw(scene, writeHead(scene.answer, headers));
    for (let at = 0; at < body.length; at += bytes) {
      const isHere = await scene.wait((scene.lastsMs ?? DEFAULT_LASTS_MS) / drips);
      if (!isHere) return { status: scene.answer.status, ending: "left" };
      sendRaw(scene, body.subarray(at, at + bytes));
    }
    closeRaw(scene);
    return { status: scene.answer.status, ending: "whole" };
  },
};
