import type { FaultScene, PlayedFault } from "./fault.js";
import { closeRaw, sendRaw, writeHead } from "./write-raw.js";

/** Past any timeout of a client; a timer of Node takes no more. */
const UNTIL_THE_CLIENT_LEAVES_MS = 2_147_483_647;

/** Sends the answer up to a byte, waits as long as asked for (else until the client leaves), and sends the rest. */
export async function stallAt(
  scene: FaultScene,
  findByte: (headBytes: number, bodyBytes: number) => number,
): Promise<PlayedFault> {
  const head = Buffer.from(writeHead(scene.answer, scene.answer.headers));
  const whole = Buffer.concat([head, scene.answer.body]);
  const at = findByte(head.length, scene.answer.body.length);
  if (at > 0) sendRaw(scene, whole.subarray(0, at));
  if (!(await scene.wait(scene.lastsMs ?? UNTIL_THE_CLIENT_LEAVES_MS))) {
    return { status: at >= head.length ? scene.answer.status : null, ending: "left" };
  }
  sendRaw(scene, whole.subarray(at));
  closeRaw(scene);
  return { status: scene.answer.status, ending: "whole" };
}
