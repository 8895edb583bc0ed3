import { type Answer, answerJson } from "../answer.js";
import type { Call, Routes } from "../call.js";
import { checkVaultFields } from "../check-vault.js";
import { findVault } from "../find-vault.js";
import { readText, readTextOrNull } from "../read-member.js";
import { Refusal } from "../refusal.js";
import { archive, readIsoTime, TEAM_ID, type Vault } from "../state.js";
import { describeCredential } from "./credentials.js";

/** The routes of vaults. */
export const VAULT_ROUTES: Routes = {
  "vaults.list": (call) => answerJson(200, { vaults: [...call.state.vaults.values()].map(describeVault) }),
  "vaults.create": createVault,
  "vaults.get": (call) => answerVault(findVault(call)),
  "vaults.update": updateVault,
  "vaults.delete": deleteVault,
  "vaults.set_default": setDefault,
};

function createVault(call: Call): Answer {
  checkVaultFields(call.body);
  const now = readIsoTime(call.state);
  const vault: Vault = {
    id: call.state.makeId(),
    name: readText(call.body, "name"),
    description: readTextOrNull(call.body, "description"),
    metadata: call.body["metadata"] ?? {},
    isDefault: false,
    status: "active",
    credentials: new Map(),
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
  call.state.vaults.set(vault.id, vault);
  return answerVault(vault, 201);
}

function updateVault(call: Call): Answer {
  const vault = findVault(call);
  checkVaultFields(call.body);
  vault.name = readTextOrNull(call.body, "name") ?? vault.name;
  vault.description = readTextOrNull(call.body, "description") ?? vault.description;
  vault.metadata = call.body["metadata"] ?? vault.metadata;
  vault.updatedAt = readIsoTime(call.state);
  return answerVault(vault);
}

/** Archives a vault; `force=true` deletes one that is archived. */
function deleteVault(call: Call): Answer {
  const vault = findVault(call);
  if (readText(call.query, "force") !== "true") {
    const now = readIsoTime(call.state);
    for (const kept of [vault, ...vault.credentials.values()]) archive(kept, now);
  } else if (vault.status === "archived") call.state.vaults.delete(vault.id);
  else throw new Refusal("conflict", "Archive the vault before you delete it");
  return answerJson(200, { success: true });
}

function setDefault(call: Call): Answer {
  const vault = findVault(call);
  for (const other of call.state.vaults.values()) other.isDefault = other === vault;
  return answerVault(vault);
}

function answerVault(vault: Vault, status = 200): Answer {
  return answerJson(status, { vault: describeVault(vault) });
}

function describeVault(vault: Vault): object {
  return { ...vault, teamId: TEAM_ID, credentials: [...vault.credentials.values()].map(describeCredential) };
}
