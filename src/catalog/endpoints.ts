import type { Endpoint, Field, FieldType, ResourceKind } from "./endpoint.js";

type FieldExtras = Partial<Pick<Field, "mistakenFor" | "least" | "oneOf">>;

function must(name: string, type: FieldType, extras: FieldExtras = {}): Field {
  return { name, type, required: true, ...extras };
}

function may(name: string, type: FieldType, extras: FieldExtras = {}): Field {
  return { name, type, required: false, ...extras };
}

const PARAM_KINDS: Readonly<Record<string, ResourceKind>> = {
  sandboxId: "sandbox",
  threadId: "thread",
  agent: "agent",
  vaultId: "vault",
  credentialId: "credential",
};

type Row = Omit<Endpoint, "params" | "query" | "body" | "auth" | "success" | "provenance"> &
  Partial<Pick<Endpoint, "query" | "body" | "auth" | "success" | "provenance">>;

function endpoint(row: Row): Endpoint {
  const params: Record<string, ResourceKind> = {};
  for (const [, name = ""] of row.path.matchAll(/:(\w+)/g)) {
    const kind = PARAM_KINDS[name];
    if (kind !== undefined) params[name] = kind;
  }
  const defaults = { query: [], body: null, auth: "key_or_token", success: 200, provenance: "documented" } as const;
  return { ...defaults, ...row, params };
}

const PATH_QUERY = must("path", "string", { mistakenFor: ["file", "filename", "filePath", "name"] });
const VAULT_FIELDS = [may("description", "string"), may("metadata", "object")];

/**
 * The endpoints of the API: method, path, fields. Those marked `documented` stand in the public API reference,
 * those marked `observed` only in the SDKs and in the published server (api reference and server as of 2026-06).
 */
export const ENDPOINTS: readonly Endpoint[] = [
  endpoint({
    id: "sandboxes.create",
    method: "POST",
    path: "/v1/sandboxes",
    body: [
      must("agent", "string", { mistakenFor: ["agentId", "agentSlug", "slug", "agentName"] }),
      may("files", "any"),
      may("envs", "object"),
      may("setup", "string[]"),
      may("timeoutMs", "any"),
      may("networkAllowOut", "string[]"),
      may("networkDenyOut", "string[]"),
    ],
    success: 201,
    summary: "create a sandbox",
  }),
  endpoint({ id: "sandboxes.get", method: "GET", path: "/v1/sandboxes/:sandboxId", summary: "read a sandbox" }),
  endpoint({
    id: "sandboxes.delete",
    method: "DELETE",
    path: "/v1/sandboxes/:sandboxId",
    success: 204,
    summary: "delete a sandbox and its threads",
  }),
  endpoint({
    id: "sandboxes.exec",
    method: "POST",
    path: "/v1/sandboxes/:sandboxId/exec",
    body: [
      must("command", "string", { mistakenFor: ["cmd", "exec", "script", "code", "shell"] }),
      may("cwd", "string"),
      may("envs", "object"),
      may("timeoutMs", "number"),
    ],
    summary: "run a command in a sandbox",
  }),
  endpoint({
    id: "files.write",
    method: "POST",
    path: "/v1/sandboxes/:sandboxId/files",
    query: [may("path", "string"), may("format", "string")],
    body: [may("files", "any"), may("path", "string"), may("content", "string")],
    summary: "write files",
  }),
  endpoint({
    id: "files.read",
    method: "GET",
    path: "/v1/sandboxes/:sandboxId/files",
    query: [PATH_QUERY, may("format", "string")],
    summary: "read a file",
  }),
  endpoint({
    id: "files.remove",
    method: "DELETE",
    path: "/v1/sandboxes/:sandboxId/files",
    query: [PATH_QUERY],
    success: 204,
    summary: "remove a file",
    provenance: "observed",
  }),
  endpoint({
    id: "files.list",
    method: "GET",
    path: "/v1/sandboxes/:sandboxId/files/list",
    query: [PATH_QUERY, may("depth", "integer", { least: 1 })],
    summary: "list a folder",
    provenance: "observed",
  }),
  endpoint({
    id: "files.info",
    method: "GET",
    path: "/v1/sandboxes/:sandboxId/files/info",
    query: [PATH_QUERY],
    summary: "read a file's entry",
    provenance: "observed",
  }),
  endpoint({
    id: "files.exists",
    method: "GET",
    path: "/v1/sandboxes/:sandboxId/files/exists",
    query: [PATH_QUERY],
    summary: "ask whether a path exists",
    provenance: "observed",
  }),
  endpoint({
    id: "files.mkdir",
    method: "POST",
    path: "/v1/sandboxes/:sandboxId/files/mkdir",
    body: [must("path", "string", { mistakenFor: ["dir", "directory", "folder", "name"] })],
    summary: "make a folder",
    provenance: "observed",
  }),
  endpoint({
    id: "files.rename",
    method: "POST",
    path: "/v1/sandboxes/:sandboxId/files/rename",
    body: [
      must("oldPath", "string", { mistakenFor: ["from", "path", "source", "src"] }),
      must("newPath", "string", { mistakenFor: ["to", "target", "destination", "dest"] }),
    ],
    summary: "rename a file",
    provenance: "observed",
  }),
  endpoint({
    id: "git.clone",
    method: "POST",
    path: "/v1/sandboxes/:sandboxId/git/clone",
    body: [
      must("url", "string", { mistakenFor: ["repo", "repository", "repoUrl", "gitUrl"] }),
      may("path", "string"),
      may("token", "string"),
      may("depth", "integer", { least: 0 }),
      may("branch", "string"),
    ],
    summary: "clone a repository into a sandbox",
  }),
  endpoint({
    id: "git.create_pr",
    method: "POST",
    path: "/v1/sandboxes/:sandboxId/git/create-pr",
    body: [
      must("baseCommitSha", "string"),
      must("repository", "string"),
      must("baseBranch", "string"),
      must("title", "string"),
      must("body", "string"),
      must("commitMessage", "string"),
      must("authorName", "string"),
    ],
    summary: "open a pull request",
    provenance: "observed",
  }),
  endpoint({
    id: "threads.list",
    method: "GET",
    path: "/v1/sandboxes/:sandboxId/threads",
    summary: "list the threads of a sandbox",
  }),
  endpoint({
    id: "threads.create",
    method: "POST",
    path: "/v1/sandboxes/:sandboxId/threads",
    body: [may("name", "string")],
    success: 201,
    summary: "create a thread",
  }),
  endpoint({
    id: "threads.get",
    method: "GET",
    path: "/v1/sandboxes/:sandboxId/threads/:threadId",
    summary: "read a thread",
  }),
  endpoint({
    id: "threads.delete",
    method: "DELETE",
    path: "/v1/sandboxes/:sandboxId/threads/:threadId",
    success: 204,
    summary: "delete a thread",
  }),
  endpoint({
    id: "chat.send",
    method: "POST",
    path: "/v1/chat/:agent",
    body: [
      must("messages", "array", { mistakenFor: ["message", "prompt", "input", "text", "content", "msgs"] }),
      must("sandboxId", "string", { mistakenFor: ["sandbox", "id", "sbxId"] }),
      may("threadId", "string"),
      may("name", "string"),
      may("mode", "string"),
      may("options", "object"),
      may("vaultIds", "string[]"),
      may("externalUserId", "string"),
    ],
    summary: "send messages to an agent and stream the answer",
  }),
  endpoint({
    id: "chat.resume",
    method: "GET",
    path: "/v1/chat/:agent/:sandboxId/stream",
    summary: "join the running stream of a sandbox",
  }),
  endpoint({
    id: "chat.cancel",
    method: "DELETE",
    path: "/v1/chat/:agent/:sandboxId/stream",
    success: 204,
    summary: "cancel the running stream of a sandbox",
  }),
  endpoint({
    id: "tokens.create",
    method: "POST",
    path: "/v1/tokens",
    body: [
      may("agents", "string[]", { mistakenFor: ["agent"] }),
      may("userId", "string"),
      may("endUserId", "string"),
      may("maxMessages", "integer"),
      may("expiresIn", "string"),
      may("metadata", "object"),
    ],
    auth: "key",
    success: 201,
    summary: "mint a short-lived token",
    provenance: "observed",
  }),
  endpoint({ id: "vaults.list", method: "GET", path: "/v1/mcp/vaults", auth: "key", summary: "list the vaults" }),
  endpoint({
    id: "vaults.create",
    method: "POST",
    path: "/v1/mcp/vaults",
    body: [must("name", "string", { mistakenFor: ["title", "label"] }), ...VAULT_FIELDS],
    auth: "key",
    success: 201,
    summary: "create a vault",
  }),
  endpoint({
    id: "vaults.get",
    method: "GET",
    path: "/v1/mcp/vaults/:vaultId",
    auth: "key",
    summary: "read a vault",
  }),
  endpoint({
    id: "vaults.update",
    method: "PATCH",
    path: "/v1/mcp/vaults/:vaultId",
    body: [may("name", "string"), ...VAULT_FIELDS],
    auth: "key",
    summary: "change a vault",
  }),
  endpoint({
    id: "vaults.delete",
    method: "DELETE",
    path: "/v1/mcp/vaults/:vaultId",
    query: [may("force", "any")],
    auth: "key",
    summary: "archive or delete a vault",
  }),
  endpoint({
    id: "vaults.set_default",
    method: "POST",
    path: "/v1/mcp/vaults/:vaultId/set-default",
    body: [],
    auth: "key",
    summary: "make a vault the default",
  }),
  endpoint({
    id: "credentials.create",
    method: "POST",
    path: "/v1/mcp/vaults/:vaultId/credentials",
    body: [
      must("serverUrl", "string", { mistakenFor: ["url", "server"] }),
      must("auth", "object", { mistakenFor: ["authentication", "credentials"] }),
      may("inject", "object"),
      may("name", "string"),
      may("metadata", "object"),
    ],
    auth: "key",
    success: 201,
    summary: "add a credential to a vault",
  }),
  endpoint({
    id: "credentials.update",
    method: "PATCH",
    path: "/v1/mcp/vaults/:vaultId/credentials/:credentialId",
    body: [
      may("name", "string"),
      may("serverUrl", "string"),
      may("auth", "object"),
      may("inject", "object"),
      may("metadata", "object"),
    ],
    auth: "key",
    summary: "change a credential",
  }),
  endpoint({
    id: "credentials.delete",
    method: "DELETE",
    path: "/v1/mcp/vaults/:vaultId/credentials/:credentialId",
    query: [may("force", "any")],
    auth: "key",
    summary: "archive or delete a credential",
  }),
  endpoint({
    id: "health",
    method: "GET",
    path: "/health",
    auth: "none",
    summary: "ask whether the server is up",
    provenance: "observed",
  }),
];

/** The members that the server accepts in `options` of a chat; one that is unknown or out of range drops them all (observed). */
export const CHAT_OPTIONS: readonly Field[] = [
  may("model", "string"),
  may("systemPrompt", "any"),
  may("maxTurns", "integer", { least: 1 }),
  may("maxBudgetUsd", "number"),
  may("maxSandboxBudgetUsd", "number", { least: 0 }),
  may("permissionMode", "string", { oneOf: ["default", "acceptEdits", "bypassPermissions", "plan", "dontAsk"] }),
  may("disallowedTools", "string[]"),
];
