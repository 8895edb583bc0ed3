import { execFileSync } from "node:child_process";

/** What npm said, and how it ended. */
export interface NpmRun {
  readonly error?: Error | undefined;
  readonly status: number | null;
  readonly stderr: string;
}

/** How this machine reaches the registry, as variables: npm looks for that beside the node that runs it, and in a test that is another. */
export function findReach(): Record<string, string> {
  const reach: Record<string, string> = {};
  const words = ["config", "get", "registry", "cafile", "proxy", "https-proxy"];
  for (const line of execFileSync("npm", words, { encoding: "utf8", stdio: "pipe" }).split("\n")) {
    const [, name = "", value = ""] = /^([\w-]+)=(.*)$/.exec(line) ?? [];
    if (value !== "" && value !== "null") reach[`npm_config_${name.replace("-", "_")}`] = value;
  }
  return reach;
}

/** What keeps npm from waiting long for a registry, or asking it for what no test needs. */
export const HASTE = {
  npm_config_update_notifier: "false",
  npm_config_fetch_retries: "1",
  npm_config_fetch_retry_mintimeout: "1000",
};

/** Why npm could not fetch what the package needs, if that was the network's fault; undefined otherwise. */
export function whyOutOfReach(run: NpmRun | undefined): string | undefined {
  const code = /npm error (?:code )?(E[A-Z_]+)/.exec(run?.stderr ?? "")?.[1] ?? "";
  const network =
    /^(?:ENOTFOUND|EAI_AGAIN|E?CONN\w+|ETIMEDOUT|ENETUNREACH|E5\d\d|E403|E407|ERR_SOCKET\w*|E\w*CERT\w*)$/;
  if (run?.error !== undefined) return `npm did not end: ${run.error.message}`;
  return run?.status !== 0 && network.test(code) ? `the registry cannot be reached (${code})` : undefined;
}
