import type { Routes } from "../call.js";
import { CHAT_ROUTES } from "./chat.js";
import { CREDENTIAL_ROUTES } from "./credentials.js";
import { FILE_ROUTES } from "./files.js";
import { GIT_ROUTES } from "./git.js";
import { HEALTH_ROUTES } from "./health.js";
import { SANDBOX_ROUTES } from "./sandboxes.js";
import { THREAD_ROUTES } from "./threads.js";
import { TOKEN_ROUTES } from "./tokens.js";
import { VAULT_ROUTES } from "./vaults.js";

/** The route of every endpoint in the catalogue, by its id. */
export const ALL_ROUTES: Routes = {
  ...SANDBOX_ROUTES,
  ...FILE_ROUTES,
  ...GIT_ROUTES,
  ...THREAD_ROUTES,
  ...CHAT_ROUTES,
  ...TOKEN_ROUTES,
  ...VAULT_ROUTES,
  ...CREDENTIAL_ROUTES,
  ...HEALTH_ROUTES,
};
