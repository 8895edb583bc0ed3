import { type StartMockOptions, startMock } from "../../src/mock-library.js";
import type { Ending } from "./example-project.js";

/** The key that the API of these tests accepts. */
export const KEY = `21st_sk_${"0123456789abcdef".repeat(4)}`;

/** A state of key and API, and what a check of the key says of it. */
export interface KeyEnding {
  readonly state: string;
  readonly key: string;
  /** The API, or `down`. */
  readonly api: StartMockOptions | "down";
  readonly env?: Readonly<Record<string, string>>;
  readonly code: number;
  /** All that check-key writes to stdout. */
  readonly verdict: string;
  /** The title of the diagnosis on stderr; "" where there is none. */
  readonly diagnosis: string;
}

/** So that no test waits between attempts. */
const ONCE = { SANDBOX_MAX_ATTEMPTS: "1" };
const SOURCE = "It comes from SANDBOX_API_KEY.\n";
const UNKNOWN = `Whether the key is good is not known: no answer was about it.\n${SOURCE}`;

/** Every way in which the check of a key ends. */
export const KEY_ENDINGS: readonly KeyEnding[] = [
  {
    state: "a good key",
    key: KEY,
    api: {},
    code: 0,
    verdict: `The key is valid: the API accepted it.\n${SOURCE}`,
    diagnosis: "",
  },
  {
    state: "a key that the API refuses",
    key: KEY.replaceAll("0", "1"),
    api: {},
    code: 3,
    verdict: `The key is rejected: the API refused it.\n${SOURCE}`,
    diagnosis: "The server does not know this key",
  },
  {
    state: "a secret that is not set",
    key: "",
    api: {},
    code: 3,
    verdict: "There is no key.\nSANDBOX_API_KEY is set but empty.\n",
    diagnosis: "The key's variable was not set or not expanded",
  },
  {
    state: "an API that fails",
    key: KEY,
    api: { script: "500x99" },
    env: ONCE,
    code: 5,
    verdict: UNKNOWN,
    diagnosis: "The server failed and gives no usable reason",
  },
  {
    state: "an API that is down",
    key: KEY,
    api: "down",
    env: ONCE,
    code: 6,
    verdict: UNKNOWN,
    diagnosis: "Nothing listens at that address",
  },
  {
    state: "a rate limit beyond --max-wait",
    key: KEY,
    api: { script: "429(10m)x99" },
    code: 75,
    verdict: UNKNOWN,
    diagnosis: "Too many requests: wait before the next one",
  },
  {
    state: "a setting that is wrong",
    key: KEY,
    api: {},
    env: { SANDBOX_TIMEOUT: "soon" },
    code: 2,
    verdict: "",
    diagnosis: 'sandbox-errors: SANDBOX_TIMEOUT: "soon" is no duration',
  },
];

/** One ending of each kind that a script tells apart. */
export const ONE_OF_EACH_KIND = KEY_ENDINGS.filter(({ code, key }) => code !== 5 && key !== "");

/** Opens the API of a state, closed when the test ends; gives the variables that lead to it. */
export async function openApi(ending: Ending, api: KeyEnding["api"]): Promise<{ readonly SANDBOX_BASE_URL: string }> {
  const mock = await startMock({ key: KEY, seed: "1", ...(api === "down" ? {} : api) });
  if (api === "down") await mock.close();
  ending.after(() => mock.close());
  return { SANDBOX_BASE_URL: mock.url };
}
