import type { Row } from "../matrix.js";
import { checkKeyRow } from "./check-key.js";
import { codesRow } from "./codes.js";
import { completionRow } from "./completion.js";
import { doctorRow } from "./doctor.js";
import { explainRow } from "./explain.js";
import { mockRow } from "./mock.js";
import { mockCommandRow, mockJudgeRow } from "./mock-command.js";
import { probeRow } from "./probe.js";
import { programRows } from "./program.js";
import { requestRow } from "./request.js";

/** Every command, and the program itself. */
export const ROWS: readonly Row[] = [
  explainRow,
  codesRow,
  checkKeyRow,
  requestRow,
  probeRow,
  doctorRow,
  mockRow,
  mockCommandRow,
  mockJudgeRow,
  completionRow,
  ...programRows,
];
