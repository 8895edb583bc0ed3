import { answerJson } from "../answer.js";
import type { Routes } from "../call.js";
import { readIsoTime } from "../state.js";

/** The route that says whether the server is up. */
export const HEALTH_ROUTES: Routes = {
  health: (call) => answerJson(200, { status: "ok", timestamp: readIsoTime(call.state) }),
};
