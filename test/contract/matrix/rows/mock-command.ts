import type { Phase, Row } from "../matrix.js";
import { OFFLINE } from "./reasons.js";

/** A command that says where it has come to, and stays there. */
const STAYS: Pick<Phase, "rest" | "until" | "exit"> = {
  rest: ["sh", "-c", ": > running; exec sleep 30"],
  until: "running",
  exit: "child",
};

export const mockCommandRow: Row = {
  name: "mock --",
  command: "mock",
  classes: {
    ...OFFLINE,
    ok: { args: ["mock"], rest: ["true"] },
    usage: { args: ["mock"], rest: ["/dev/null/none"], says: /could not start/ },
    child: { args: ["mock"], rest: ["sh", "-c", "exit 3"] },
  },
  broken: {
    args: ["mock"],
    rest: ["true"],
    breaks: { module: "node:child_process", path: "spawn", how: "throws_later" },
  },
  phase: { args: ["mock"], ...STAYS },
  files: [
    {
      option: "--log",
      line: (path) => ({ args: ["mock", "--log", path], rest: ["true"] }),
      mayBeDevice: true,
      before: "what stood there\n",
      keeps: "requests",
    },
  ],
};

/** Sends two requests that the embedded API refuses: repeating the first one is a fault. */
const client = (path: string): string[] => {
  const get = `new Promise((r) => require("node:http").get(process.env.SANDBOX_BASE_URL + "${path}", (a) => a.resume().on("end", r)))`;
  return [process.execPath, "-e", `(async () => { await ${get}; await ${get}; })()`];
};

export const mockJudgeRow: Row = {
  name: "mock --judge",
  command: "mock",
  classes: {
    ...OFFLINE,
    ok: { args: ["mock", "--judge"], rest: client("/health") },
    finding: { args: ["mock", "--judge"], rest: client("/v1/nope"), says: /found 1 fault/ },
    usage: { args: ["mock", "--judge"], rest: ["true"], says: /The judge saw no request/ },
    child: { args: ["mock", "--judge"], rest: ["sh", "-c", "exit 3"] },
  },
  broken: {
    args: ["mock", "--judge"],
    rest: client("/health"),
    breaks: { module: "node:http", path: "Server.prototype.closeAllConnections", how: "throws" },
  },
  phase: { args: ["mock", "--judge"], ...STAYS },
  files: [
    {
      option: "--report",
      line: (path) => ({ args: ["mock", "--judge", "--report", `junit=${path}`], rest: client("/health") }),
      mayBeDevice: true,
      before: "<testsuites/>\n",
      keeps: "judge",
    },
  ],
};
