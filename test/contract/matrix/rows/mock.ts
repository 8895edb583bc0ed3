import type { Row } from "../matrix.js";
import { OFFLINE } from "./reasons.js";

export const mockRow: Row = {
  name: "mock",
  command: "mock",
  classes: {
    ...OFFLINE,
    ok: { args: ["mock"], serves: true },
    usage: { args: ["mock", "--port", "99999"], says: /is no port/ },
    child: "there is no command to run",
  },
  broken: {
    args: ["mock"],
    breaks: { module: "node:net", path: "Server.prototype.listen", how: "throws_later" },
  },
  phase: { args: ["mock"], until: "listening", exit: "ok" },
  // --log is walked with a command, for which no --env-file needs to be written.
  files: [
    {
      option: "--env-file",
      line: (path) => ({ args: ["mock", "--env-file", path] }),
      mayBeDevice: false,
      before: "OLD=1\n",
      keeps: null,
    },
  ],
};
