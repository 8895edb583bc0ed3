import { type Answer, answerJson } from "../answer.js";
import type { Call, Routes } from "../call.js";
import { checkVaultFields, MAX_CREDENTIALS, readAuthType, readServerUrl } from "../check-vault.js";
import { findActiveVault, findCredential, findVault } from "../find-vault.js";
import { readObject, readText, readTextOrNull } from "../read-member.js";
import { Refusal } from "../refusal.js";
import { archive, type Credential, readIsoTime } from "../state.js";

const DEFAULT_INJECT = { kind: "header", header: "Authorization", prefix: "Bearer " };

/** The routes of the credentials in a vault. */
export const CREDENTIAL_ROUTES: Routes = {
  "credentials.create": createCredential,
  "credentials.update": updateCredential,
  "credentials.delete": deleteCredential,
};

/** What the API says about a credential: never what `auth` holds. */
export function describeCredential(credential: Credential): object {
  const isArchived = credential.status === "archived";
  const auth = { type: credential.authType, ...(isArchived ? { archived: true } : { hasToken: true }) };
  const { serverUrl } = credential;
  const unused = { lastError: null, lastResolvedAt: null };
  return { ...credential, serverUrlNormalized: serverUrl, hostPattern: new URL(serverUrl).hostname, auth, ...unused };
}

function createCredential(call: Call): Answer {
  const vault = findActiveVault(call);
  checkVaultFields(call.body);
  const serverUrl = readServerUrl(readText(call.body, "serverUrl"));
  const authType = readAuthType(readObject(call.body, "auth"));
  const active = [...vault.credentials.values()].filter((credential) => credential.status === "active");
  if (active.some((credential) => credential.serverUrl === serverUrl)) {
    throw new Refusal("conflict", "The vault already has an active credential for this serverUrl");
  }
  if (active.length >= MAX_CREDENTIALS) {
    throw new Refusal("credential_cap_exceeded", `A vault holds at most ${MAX_CREDENTIALS} active credentials`);
  }
  const now = readIsoTime(call.state);
  const credential: Credential = {
    id: call.state.makeId(),
    name: readTextOrNull(call.body, "name"),
    serverUrl,
    authType,
    inject: call.body["inject"] ?? DEFAULT_INJECT,
    metadata: call.body["metadata"] ?? {},
    status: "active",
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
  vault.credentials.set(credential.id, credential);
  return answerJson(201, { credential: describeCredential(credential) });
}

function updateCredential(call: Call): Answer {
  const credential = findCredential(call);
  const { body } = call;
  checkVaultFields(body);
  if (typeof body["serverUrl"] === "string" && readServerUrl(body["serverUrl"]) !== credential.serverUrl) {
    throw new Refusal("validation_error", "serverUrl cannot be changed");
  }
  const auth = body["auth"] ?? undefined;
  if (auth !== undefined) credential.authType = readAuthType(readObject(body, "auth"));
  credential.name = readTextOrNull(body, "name") ?? credential.name;
  credential.inject = body["inject"] ?? credential.inject;
  credential.metadata = body["metadata"] ?? credential.metadata;
  credential.updatedAt = readIsoTime(call.state);
  return answerJson(200, { credential: describeCredential(credential) });
}

/** Archives a credential; `force=true` deletes one that is archived. */
function deleteCredential(call: Call): Answer {
  const credential = findCredential(call);
  if (readText(call.query, "force") !== "true") archive(credential, readIsoTime(call.state));
  else if (credential.status === "archived") findVault(call).credentials.delete(credential.id);
  else throw new Refusal("conflict", "Archive the credential before you delete it");
  return answerJson(200, { success: true });
}
