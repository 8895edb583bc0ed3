type Members = Readonly<Record<string, unknown>>;

/** A limit of the vault endpoints that a request breaks. */
export interface BrokenLimit {
  readonly where: string;
  readonly saw: string;
  readonly limit: string;
}

/** The limits of vaults and credentials (newer documentation, and observed). */
export const VAULT_LIMITS =
  'name: 1 to 200 characters; description: at most 500; metadata: at most 16 pairs of texts, names up to 64 and values up to 512 characters; serverUrl: an http or https URL that cannot change later; auth: {type: "bearer", token} or {type: "oauth", accessToken, …}, where a refresh needs refreshToken, tokenEndpoint and clientId together';

/** The first limit that the members of a vault or credential break; undefined where they keep all that can be told. */
export function findBrokenLimit(members: Members): BrokenLimit | undefined {
  return (
    findTextLimit(members, "name", 200) ??
    findTextLimit(members, "description", 500) ??
    findMetadataLimit(members["metadata"]) ??
    findUrlFault(members["serverUrl"]) ??
    findAuthFault(members["auth"])
  );
}

function findTextLimit(members: Members, name: string, most: number): BrokenLimit | undefined {
  const value = Object.hasOwn(members, name) ? members[name] : undefined;
  if (typeof value !== "string") return undefined;
  const where = `request.body.${name}`;
  if (name === "name" && value.trim() === "") return { where, saw: "blank", limit: "name must not be blank" };
  if (value.length <= most) return undefined;
  return { where, saw: `${value.length} characters`, limit: `${name} takes at most ${most} characters` };
}

function findMetadataLimit(metadata: unknown): BrokenLimit | undefined {
  if (!isMembers(metadata)) return undefined;
  const where = "request.body.metadata";
  const entries = Object.entries(metadata);
  if (entries.length > 16) return { where, saw: `${entries.length} pairs`, limit: "metadata takes at most 16 pairs" };
  const name = entries.find(([key]) => key.length > 64)?.[0];
  if (name !== undefined)
    return { where, saw: `a name of ${name.length} characters`, limit: "names in metadata take at most 64 characters" };
  const value = entries.find(([, text]) => typeof text === "string" && text.length > 512)?.[1];
  if (typeof value !== "string") return undefined;
  const saw = `a value of ${value.length} characters`;
  return { where, saw, limit: "values in metadata take at most 512 characters" };
}

function findUrlFault(serverUrl: unknown): BrokenLimit | undefined {
  if (typeof serverUrl !== "string" || /^https?:\/\/[^\s/]/i.test(serverUrl)) return undefined;
  const saw = serverUrl === "" ? "empty" : serverUrl.slice(0, 80);
  return { where: "request.body.serverUrl", saw, limit: "serverUrl must be a whole URL with http:// or https://" };
}

function findAuthFault(auth: unknown): BrokenLimit | undefined {
  if (!isMembers(auth)) return undefined;
  const where = "request.body.auth";
  if (auth["type"] === "bearer" && isBlank(auth["token"]))
    return {
      where: `${where}.token`,
      saw: "blank or absent",
      limit: "auth of the type bearer needs a token that is not blank",
    };
  if (auth["type"] !== "oauth") return undefined;
  if (isBlank(auth["accessToken"]) && isBlank(auth["refreshToken"]))
    return { where, saw: "no accessToken", limit: "auth of the type oauth needs an accessToken" };
  const refresh = ["refreshToken", "tokenEndpoint", "clientId"];
  const absent = refresh.filter((name) => isBlank(auth[name]));
  if (absent.length === 0 || absent.length === refresh.length) return undefined;
  return { where, saw: `absent: ${absent.join(", ")}`, limit: `a refresh needs ${refresh.join(", ")} together` };
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
