/** A host of the same company that people take for the API's. */
export interface KnownHost {
  readonly host: string;
  /** What answers there, in words. */
  readonly what: string;
}

/** The API's own host (the documented base URL). */
export const API_HOST = "relay.an.dev";

/** Hosts that answer, but are not this API (named in the SDKs, the CLI and the public pages). */
const OTHER_HOSTS: readonly KnownHost[] = [
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

/** What answers at a host (lower case, a port is ignored) that is known not to be this API; undefined for any other. */
export function readOtherHost(host: string): KnownHost | undefined {
  const name = bareHost(host);
  return OTHER_HOSTS.find((other) => other.host === name);
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
