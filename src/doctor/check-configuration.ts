import { type CheckedLayer, fact, makeLayer } from "./checked-layer.js";

/** One setting, as it is in force. */
export interface SettingInForce {
  /** The option without its dashes. */
  readonly name: string;
  readonly value: string;
  /** The option or variable that it comes from; null where it is the default. */
  readonly origin: string | null;
  /** Variables that are set too and have no effect. */
  readonly hides: readonly string[];
  /** True where what its origin says is none, so that `value` stands in for it. */
  readonly wrong: boolean;
}

/** Something that is wrong with the command line or the environment. */
export interface ConfigurationProblem {
  readonly message: string;
  readonly hint: string | null;
}

/** What the configuration is made of. */
export interface Configuration {
  readonly nodeVersion: string;
  readonly platform: string;
  readonly settings: readonly SettingInForce[];
  readonly problems: readonly ConfigurationProblem[];
}

/** The oldest Node that the package runs on (`engines` in package.json). */
const OLDEST_NODE = [20, 18, 1] as const;

/** The Node version, and every setting with where it comes from and what that hides. */
export function checkConfiguration({ nodeVersion, platform, settings, problems }: Configuration): CheckedLayer {
  const old = isOlder(nodeVersion)
    ? [fact("problem", `Node ${nodeVersion} is too old: this program needs ${OLDEST_NODE.join(".")} or later.`)]
    : [];
  const wrong = problems.flatMap(({ message, hint }) => [
    fact("problem", `${message}.`),
    ...(hint === null ? [] : [fact("fix", hint)]),
  ]);
  const facts = [
    ...old,
    ...wrong,
    fact("Node", `${nodeVersion} on ${platform}`),
    ...settings.map(({ name, value, origin, hides, wrong }) => {
      const from = wrong ? `for ${origin} is wrong` : origin === null ? "default" : `from ${origin}`;
      const hidden = hides.length === 0 ? "" : `; hides ${hides.join(" and ")}`;
      return fact(name, `${value} (${from}${hidden})`);
    }),
  ];
  return makeLayer("configuration", { ok: old.length + wrong.length === 0, facts });
}

function isOlder(version: string): boolean {
  const parts = version.split(".").map((part) => Number.parseInt(part, 10));
  for (const [i, least] of OLDEST_NODE.entries()) {
    const part = parts[i] ?? 0;
    if (part !== least) return part < least;
  }
  return false;
}
