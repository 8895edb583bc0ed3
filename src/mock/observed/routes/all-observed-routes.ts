import type { ObservedRoute } from "../observed-call.js";
import { OBSERVED_CHAT_ROUTES } from "./observed-chat.js";
import { OBSERVED_FILE_ROUTES } from "./observed-files.js";
import { OBSERVED_OTHER_ROUTES } from "./observed-others.js";
import { OBSERVED_SANDBOX_ROUTES } from "./observed-sandboxes.js";
import { OBSERVED_VAULT_ROUTES } from "./observed-vaults.js";

/** The route of every endpoint in the observed dialect, by its id. */
export const ALL_OBSERVED_ROUTES: Readonly<Record<string, ObservedRoute>> = {
  ...OBSERVED_SANDBOX_ROUTES,
  ...OBSERVED_FILE_ROUTES,
  ...OBSERVED_CHAT_ROUTES,
  ...OBSERVED_VAULT_ROUTES,
  ...OBSERVED_OTHER_ROUTES,
};
