import { KEY } from "../cli/raw-answers.js";
import { BIN } from "../cli/run-cli.js";

/** A client as a program that sends one GET, retries as it does by default, and prints the body of the answer. */
export interface WaitClient {
  readonly name: string;
  readonly program: string;
  readonly args: (url: string) => readonly string[];
  readonly env: (url: string) => Readonly<Record<string, string>>;
}

/** Ours first. Only what makes a client repeat a 429 at all is set; all else is its default. */
export const WAIT_CLIENTS: readonly WaitClient[] = [
  {
    name: "sandbox-errors",
    program: process.execPath,
    args: () => [BIN, "request", "/v1/x"],
    env: (url) => ({ SANDBOX_BASE_URL: url, SANDBOX_API_KEY: KEY }),
  },
  { name: "curl --retry", program: "curl", args: (url) => ["-sS", "--retry", "4", `${url}/v1/x`], env: () => ({}) },
  script(
    "undici RetryAgent",
    `const { Agent, RetryAgent, request } = require("undici");
     const dispatcher = new RetryAgent(new Agent());
     request(url, { dispatcher }).then(({ body }) => body.text()).then(print);`,
  ),
  script("ky", `import("ky").then(({ default: ky }) => ky(url, { retry: 4 }).text()).then(print);`),
  script("got", `import("got").then(({ default: got }) => got(url).text()).then(print);`),
  script(
    "axios-retry",
    `const axios = require("axios"); const { default: axiosRetry, exponentialDelay } = require("axios-retry");
     axiosRetry(axios, { retryDelay: exponentialDelay, retryCondition: ({ response }) => response?.status === 429 });
     axios.get(url, { responseType: "text" }).then(({ data }) => print(data));`,
  ),
];

function script(name: string, code: string): WaitClient {
  const prelude = `const url = process.argv[1]; const print = (text) => process.stdout.write(text);`;
  return { name, program: process.execPath, args: (url) => ["-e", prelude + code, `${url}/v1/x`], env: () => ({}) };
}
