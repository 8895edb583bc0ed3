import { type Answer, answerJson } from "../../answer.js";
import { isMembers, type Members } from "../../check-fields.js";
import { MAX_CREDENTIALS } from "../../check-vault.js";
import { readObject, readText } from "../../read-member.js";
import { CREDENTIAL_ROUTES } from "../../routes/credentials.js";
import { VAULT_ROUTES } from "../../routes/vaults.js";
import type { Vault } from "../../state.js";
import { FAILED_QUERY, isUuid } from "../failed-query.js";
import { sampleKey, VAULT_REQUEST_LIMIT } from "../fixtures.js";
import { type ObservedCall, type ObservedRoute, readParam } from "../observed-call.js";
import { ObservedRefusal, refuseFlat } from "../observed-refusal.js";
import { runDocumented } from "../run-documented.js";

/** Vaults and credentials as the published server answers them: flat errors, and messages that do not name the field. */
export const OBSERVED_VAULT_ROUTES: Readonly<Record<string, ObservedRoute>> = {
  "vaults.list": (call) => {
    const answer = forKey(call, VAULT_ROUTES, "vaults.list");
    const listed: unknown = answer.kind === "whole" ? JSON.parse(answer.body.toString("utf8")) : {};
    return answerJson(200, { ...(isMembers(listed) ? listed : {}), suggestions: [] });
  },
  "vaults.create": (call) => forKey(call, VAULT_ROUTES, "vaults.create", () => checkVaultBody(call.body, true)),
  "vaults.get": (call) => forKey(call, VAULT_ROUTES, "vaults.get", () => findVault(call)),
  "vaults.update": (call) =>
    forKey(call, VAULT_ROUTES, "vaults.update", () => {
      checkVaultBody(call.body, false);
      findVault(call);
    }),
  "vaults.set_default": (call) => forKey(call, VAULT_ROUTES, "vaults.set_default", () => findVault(call)),
  "vaults.delete": (call) =>
    forKey(call, VAULT_ROUTES, "vaults.delete", () => checkArchived(call, findVault(call), "Vault")),
  "credentials.create": (call) => forKey(call, CREDENTIAL_ROUTES, "credentials.create", () => checkCredential(call)),
  "credentials.update": (call) => forKey(call, CREDENTIAL_ROUTES, "credentials.update", () => findCredential(call)),
  "credentials.delete": (call) =>
    forKey(call, CREDENTIAL_ROUTES, "credentials.delete", () =>
      checkArchived(call, findCredential(call), "Credential"),
    ),
};

type Routes = Parameters<typeof runDocumented>[0];

function forKey(call: ObservedCall, routes: Routes, id: string, check: () => unknown = () => null): Answer {
  if (call.caller.kind === "token") refuseFlat(403, "api_key_required", "Vault management requires an API key");
  countRequest(call);
  check();
  return runDocumented(routes, id, call);
}

/** The counter of one key; it has no reset, and other routes do not look at it (recorded). */
function countRequest(call: ObservedCall): void {
  if (call.credential !== sampleKey("5")) return;
  call.state.vaultRequests += 1;
  if (call.state.vaultRequests <= VAULT_REQUEST_LIMIT) return;
  throw new ObservedRefusal({
    shape: "flat",
    status: 429,
    code: "rate_limit_exceeded",
    message: "API key request limit exceeded",
    headers: { "X-RateLimit-Limit": String(VAULT_REQUEST_LIMIT), "X-RateLimit-Remaining": "0" },
  });
}

function refuse(message: string): never {
  return refuseFlat(400, "validation_error", message);
}

function checkVaultBody(body: Members, isNew: boolean): void {
  checkText(body["name"], 200, isNew);
  if (typeof body["name"] === "string" && body["name"].trim() === "") refuse("name is required");
  checkText(body["description"] ?? undefined, 500, false);
  const metadata = body["metadata"] ?? undefined;
  if (metadata !== undefined && !isMembers(metadata)) {
    refuse(`Invalid input: expected record, received ${nameType(metadata)}`);
  }
  if (isMembers(metadata) && Object.keys(metadata).length > 16) refuse("metadata supports at most 16 pairs");
}

function checkText(value: unknown, max: number, isRequired: boolean): void {
  if (value === undefined && !isRequired) return;
  const text = needText(value);
  if (text.length > max) refuse(`Too big: expected string to have <=${max} characters`);
}

function needText(value: unknown): string {
  return typeof value === "string" ? value : refuse(`Invalid input: expected string, received ${nameType(value)}`);
}

/** What zod calls a value's type. */
function nameType(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

function findVault(call: ObservedCall): Vault {
  const id = readParam(call, "vaultId");
  if (!isUuid(id)) return refuseFlat(500, "internal_error", FAILED_QUERY.vault(id));
  return call.state.vaults.get(id) ?? refuseFlat(404, "not_found", "Vault not found");
}

function findCredential(call: ObservedCall): { readonly status: string } {
  const id = readParam(call, "credentialId");
  return findVault(call).credentials.get(id) ?? refuseFlat(404, "not_found", "Credential not found");
}

function checkArchived(call: ObservedCall, { status }: { readonly status: string }, name: string): void {
  if (readText(call.query, "force") === "true" && status !== "archived") {
    refuseFlat(409, "conflict", `${name} must be archived before hard delete`);
  }
}

function checkCredential(call: ObservedCall): void {
  const serverUrl = needText(call.body["serverUrl"]);
  if (!URL.canParse(serverUrl)) refuse("Invalid URL");
  const auth = readObject(call.body, "auth");
  const { type } = auth;
  if (type !== "bearer" && type !== "oauth") refuse("Invalid discriminator value. Expected 'bearer' | 'oauth'");
  const vault = findVault(call);
  if (vault.status === "archived") refuseFlat(404, "not_found", "Vault not found");
  // What follows is the caller's fault, and yet a 500 (recorded).
  if (!/^https?:/i.test(serverUrl)) refuseFlat(500, "internal_error", "Server URL must use http or https");
  const isBlank = (name: string) => readText(auth, name).trim() === "";
  if (type === "bearer" && isBlank("token")) refuseFlat(500, "internal_error", "Bearer token is required");
  const refresh = ["refreshToken", "tokenEndpoint", "clientId"];
  if (type === "oauth" && refresh.some((name) => !isBlank(name)) && refresh.some(isBlank)) {
    refuseFlat(500, "internal_error", "OAuth refresh requires refreshToken, tokenEndpoint, and clientId");
  }
  if (type === "oauth" && isBlank("accessToken")) refuseFlat(500, "internal_error", "OAuth access token is required");
  const active = [...vault.credentials.values()].filter(({ status }) => status === "active");
  if (active.some((credential) => credential.serverUrl === new URL(serverUrl).href)) {
    refuseFlat(409, "conflict", "An active credential for this serverUrl already exists");
  }
  if (active.length >= MAX_CREDENTIALS) {
    refuseFlat(422, "credential_cap_exceeded", `Vault already has ${MAX_CREDENTIALS} active credentials`);
  }
}
