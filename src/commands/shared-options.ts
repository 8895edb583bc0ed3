import type { CommandSpec, OptionSpec, VariableSpec } from "./command.js";

/** The headings under which the help lists the options that commands share. */
export const SHARED_GROUPS = {
  target: "Key and address:",
  patience: "Waiting and repeating:",
  every: "Every command:",
} as const;

function grouped(group: string, options: readonly OptionSpec[]): readonly OptionSpec[] {
  return options.map((option) => ({ ...option, group }));
}

/** Options that every command takes. */
export const COMMON_OPTIONS: readonly OptionSpec[] = grouped(SHARED_GROUPS.every, [
  { flags: "--json", description: "print one JSON document on standard output instead of text" },
  {
    flags: "--color <when>",
    description: "use colour",
    choices: ["auto", "always", "never"],
    env: "NO_COLOR, FORCE_COLOR",
    defaultText: "auto",
  },
  { flags: "-q, --quiet", description: "say only what went wrong" },
  { flags: "-v, --verbose", description: "say more: each attempt and its time, the shape of the answer" },
  { flags: "--debug", description: "show a stack trace where this program itself fails" },
]);

/** Whom a sending command calls, and with which key. */
const TARGET_OPTIONS = grouped(SHARED_GROUPS.target, [
  {
    flags: "--api-key <key>",
    description: "the API key; others can see it in the list of processes",
    env: "SANDBOX_API_KEY, API_KEY_21ST, AN_API_KEY",
    defaultText: "apiKey in ~/.an/credentials",
  },
  { flags: "--api-key-file <path>", description: "read the API key from a file" },
  { flags: "--api-key-stdin", description: "read the API key from standard input" },
  {
    flags: "--base-url <url>",
    description: "the address of the API",
    env: "SANDBOX_BASE_URL",
    defaultText: "https://relay.an.dev",
  },
  { flags: "--agent <slug>", description: "the agent to name in requests", env: "SANDBOX_AGENT" },
  { flags: "--mock", description: "run against the embedded API: no key, no set-up" },
]);

/** How long a sending command waits, and how often it repeats. */
const PATIENCE_OPTIONS = grouped(SHARED_GROUPS.patience, [
  {
    flags: "--timeout <duration>",
    description: "how long to wait for the head of an answer: 90, 90s, 2m, 1h30m",
    env: "SANDBOX_TIMEOUT",
    defaultText: "30s",
  },
  {
    flags: "--idle-timeout <duration>",
    description: "how long to wait for the next byte of a body",
    defaultText: "30s; 5m for streams",
  },
  {
    flags: "--max-wait <duration>",
    description: "how long to wait between attempts, in all; a wait that does not fit is not begun",
    env: "SANDBOX_MAX_WAIT",
    defaultText: "2m",
  },
  {
    flags: "--max-attempts <n>",
    description: "how often to send the request at most; 1 never retries",
    env: "SANDBOX_MAX_ATTEMPTS",
    defaultText: "5",
  },
  { flags: "--retry-unsafe", description: "repeat POST and PATCH after transient failures too" },
  { flags: "--no-jitter", description: "in CI, do not spread a known wait" },
]);

/** Options that every command which sends requests takes as well. */
export const SENDING_OPTIONS: readonly OptionSpec[] = [...TARGET_OPTIONS, ...PATIENCE_OPTIONS];

/** The options of a command: its own, then those it shares. */
export function allOptions(spec: CommandSpec): readonly OptionSpec[] {
  return [...spec.options, ...(spec.sends ? SENDING_OPTIONS : []), ...COMMON_OPTIONS];
}

/** Variables that every command which sends requests reads, beside those of its options. */
export const SENDING_VARIABLES: readonly VariableSpec[] = [
  {
    names: "HTTPS_PROXY, HTTP_PROXY",
    does: "the proxy to use; a lower-case name beats it; the loopback never uses one",
  },
  { names: "NO_PROXY", does: "hosts that are called without the proxy" },
  { names: "NODE_EXTRA_CA_CERTS", does: "a file of certificates to trust as well; Node reads it" },
  { names: "CI", does: "where it is set, known waits get up to 5 % longer, so that jobs do not return at one instant" },
];
