import type { WireFault } from "./fault.js";
import { closeRaw, sendRaw, writeHead } from "./write-raw.js";

/** 307 to another origin, which looks whether the key comes along. */
export const redirectElsewhere: WireFault = {
  kind: "wire",
  name: "redirect_elsewhere",
  summary: "307 to another origin, which looks whether the key comes along",
  takesDuration: false,
  async play(scene) {
    const location = `${await scene.openOtherOrigin()}${scene.request.url ?? "/"}`;
    const answer = { status: 307, headers: {}, body: Buffer.alloc(0) };
    sendRaw(scene, writeHead(answer, { Location: location }));
    closeRaw(scene);
    return { status: answer.status, ending: "whole" };
  },
};
