import type { StatusEntry } from "./status-entry.js";
import { LISTED_CLIENT_ERRORS } from "./statuses-client-errors.js";
import { SERVER_ERRORS } from "./statuses-server-errors.js";
import { SUCCESS_STATUSES } from "./statuses-success.js";
import { UNLISTED_CLIENT_ERRORS } from "./statuses-unlisted-client-errors.js";

/** Every HTTP status that an answer of the API, or of something in front of it, is known to have; by rising number. */
export const STATUSES: readonly StatusEntry[] = [
  ...SUCCESS_STATUSES,
  ...LISTED_CLIENT_ERRORS,
  ...UNLISTED_CLIENT_ERRORS,
  ...SERVER_ERRORS,
].sort((a, b) => a.status - b.status);
