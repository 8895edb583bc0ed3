/** A host that people take for the API's. */
export interface KnownHost {
  readonly host: string;
  /** What answers there, in words. */
  readonly what: string;
  /** True where it belongs to the same company. */
  readonly isSister: boolean;
}

/** The API's own host (the documented base URL). */
export const API_HOST = "relay.an.dev";

/** Hosts that answer, but are not this API: of the same company (named in the SDKs, the CLI and the public pages). */
const OTHER_HOSTS: readonly Omit<KnownHost, "isSister">[] = [
  { host: "an.dev", what: "the deploy API, which the deployment CLI uses" },
  { host: "www.an.dev", what: "the web site" },
  { host: "app.an.dev", what: "the web site" },
  { host: "docs.an.dev", what: "the documentation" },
  { host: "21st.dev", what: "the web site" },
  { host: "www.21st.dev", what: "the web site" },
  { host: "api.21st.dev", what: "the components API" },
  { host: "app.21st.dev", what: "the web site" },
  { host: "docs.21st.dev", what: "the documentation" },
  { host: "magic.21st.dev", what: "the components product" },
  { host: "news.21st.dev", what: "a copy of the web site" },
  { host: "miro-dev.21st.dev", what: "a copy of the web site" },
  { host: "component.community", what: "a copy of the web site" },
  { host: "1code.dev", what: "the tasks API of another product" },
];

/** Whole domains of other services, whose keys and URLs stand beside this API's in settings. */
const OTHER_DOMAINS: readonly (readonly [domain: string, what: string])[] = [
  ["e2b.app", "E2B, a provider of sandboxes"],
  ["e2b.dev", "E2B, a provider of sandboxes"],
  ["daytona.io", "Daytona, a provider of sandboxes"],
  ["anthropic.com", "Anthropic, a provider of models"],
  ["openai.com", "OpenAI, a provider of models"],
  ["openrouter.ai", "OpenRouter, a provider of models"],
  ["googleapis.com", "Google, a provider of models"],
  ["mistral.ai", "Mistral, a provider of models"],
  ["groq.com", "Groq, a provider of models"],
  ["x.ai", "xAI, a provider of models"],
  ["deepseek.com", "DeepSeek, a provider of models"],
  ["github.com", "GitHub"],
  ["gitlab.com", "GitLab"],
  ["vercel.com", "Vercel, a host of sites"],
  ["httpbin.org", "a service that echoes requests"],
  ["postman-echo.com", "a service that echoes requests"],
];

/** Names below the company's domains; those that begin with `relay` may be this API in another environment. */
const SISTER = /^(?!relay)[\w.-]{1,200}\.(?:an|21st)\.dev$/;

/** What answers at a host (lower case, a port is ignored) that is known not to be this API; undefined for any other. */
export function readOtherHost(host: string): KnownHost | undefined {
  const name = bareHost(host);
  const known = OTHER_HOSTS.find((other) => other.host === name);
  if (known !== undefined) return { ...known, isSister: true };
  if (isApiHost(host)) return undefined;
  const what = OTHER_DOMAINS.find(([domain]) => name === domain || name.endsWith(`.${domain}`))?.[1];
  if (what !== undefined) return { host: name, what, isSister: false };
  return SISTER.test(name) ? { host: name, what: "another host of the same company", isSister: true } : undefined;
}

/** True for the API's own host. */
export function isApiHost(host: string): boolean {
  return bareHost(host) === API_HOST;
}

/** True for addresses of this machine and of private networks, where people run mocks and servers of their own. */
export function isPrivateHost(host: string): boolean {
  const name = bareHost(host);
  return (
    /^(?:localhost|\[::1\]|0\.0\.0\.0)$|\.(?:localhost|local|internal|test)$/.test(name) ||
    /^(?:127|10)(?:\.\d{1,3}){3}$|^192\.168(?:\.\d{1,3}){2}$|^172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}$/.test(name)
  );
}

function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/:\d{1,5}$/, "")
    .replace(/\.$/, "");
}
