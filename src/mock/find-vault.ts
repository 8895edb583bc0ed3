import type { Call } from "./call.js";
import { Refusal } from "./refusal.js";
import type { Credential, Vault } from "./state.js";

/** The vault that the path names; throws a Refusal `not_found`. */
export function findVault(call: Call): Vault {
  const vault = call.state.vaults.get(call.params["vaultId"] ?? "");
  if (vault === undefined) throw new Refusal("not_found", "Vault not found");
  return vault;
}

/** The same where an archived vault is as good as none (recorded). */
export function findActiveVault(call: Call): Vault {
  const vault = findVault(call);
  if (vault.status === "archived") throw new Refusal("not_found", "Vault not found");
  return vault;
}

/** The credential that the path names; throws a Refusal `not_found`. */
export function findCredential(call: Call): Credential {
  const credential = findVault(call).credentials.get(call.params["credentialId"] ?? "");
  if (credential === undefined) throw new Refusal("not_found", "Credential not found");
  return credential;
}
