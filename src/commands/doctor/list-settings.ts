import type { SettingInForce } from "../../doctor/check-configuration.js";
import type { Host } from "../../host/host.js";
import type { OptionSpec, OptionValues } from "../command.js";
import { readSettings, type Settings } from "../settings.js";
import { SENDING_OPTIONS } from "../shared-options.js";
import { UsageError } from "../usage-error.js";

/** Every setting as it is in force, and what is wrong with those that are none. */
export interface ListedSettings {
  readonly list: readonly SettingInForce[];
  readonly problems: readonly UsageError[];
  /** What can be gone by, defaults standing in for what is wrong; null where the base URL is wrong. */
  readonly settings: Settings | null;
}

/** Reads each setting by itself, so that one wrong value hides no other. `mockUrl` is the embedded API's, or null. */
export function listSettings(
  { env }: Pick<Host, "env">,
  options: OptionValues,
  mockUrl: string | null,
): ListedSettings {
  const given = mockUrl === null ? options : { ...options, baseUrl: mockUrl };
  const tried = SENDING_OPTIONS.filter(isSetting).map((spec) => tryOut(spec, env, given));
  const good = tried.filter(({ problem }) => problem === undefined);
  const goodEnv = Object.assign({ CI: env["CI"] }, ...good.map((each) => each.env));
  const goodOptions = Object.assign({}, ...good.map((each) => each.options));
  const wrong = new Set(tried.flatMap(({ name, problem }) => (problem === undefined ? [] : name)));
  const list = SENDING_OPTIONS.filter(isSetting).flatMap((spec) => findSetting(spec, options, env, mockUrl) ?? []);
  const hasUrl = good.some(({ name }) => name === "base-url");
  return {
    list: list.map((setting) =>
      wrong.has(setting.name) ? { ...setting, value: standIn(setting.name), wrong: true } : setting,
    ),
    problems: tried.flatMap(({ problem }) => problem ?? []),
    settings: hasUrl ? readSettings({ env: goodEnv }, goodOptions) : null,
  };
}

/** The key's options are the next layer's, and --mock is no setting. */
function isSetting({ flags }: OptionSpec): boolean {
  return !/^--(?:api-key|mock)/.test(flags);
}

function nameOf({ flags, env }: OptionSpec): { name: string; member: string; variable: string | null } {
  const name = /^--([\w-]+)/.exec(flags)?.[1] ?? flags;
  const member = name.replace(/^no-/, "").replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return { name, member, variable: env ?? null };
}

function findSetting(
  spec: OptionSpec,
  options: OptionValues,
  env: Host["env"],
  mockUrl: string | null,
): SettingInForce | undefined {
  const { name, member, variable } = nameOf(spec);
  const given = options[member];
  if (!spec.flags.includes("<")) {
    const isOn = spec.flags.startsWith("--no-") ? given === false : given === true;
    return isOn ? { name, value: "on", origin: `--${name}`, hides: [], wrong: false } : undefined;
  }
  const sources = [
    ...(member === "baseUrl" && mockUrl !== null ? [{ origin: "--mock", value: mockUrl }] : []),
    ...(typeof given === "string" ? [{ origin: `--${name}`, value: given }] : []),
    // A variable that is set but empty counts as not set.
    ...(variable === null || !env[variable] ? [] : [{ origin: variable, value: env[variable] }]),
  ];
  const [used, ...hidden] = sources;
  if (used === undefined) return { name, value: spec.defaultText ?? "none", origin: null, hides: [], wrong: false };
  return { name, ...used, hides: hidden.map(({ origin }) => origin), wrong: false };
}

/** What counts in the place of a value that is none: the default, but for the address nothing. */
function standIn(name: string): string {
  const spec = SENDING_OPTIONS.find((each) => nameOf(each).name === name);
  return name === "base-url" ? "none" : (spec?.defaultText ?? "none");
}

interface Tried {
  readonly name: string;
  readonly env: Host["env"];
  readonly options: OptionValues;
  readonly problem: UsageError | undefined;
}

/** Reads one setting alone; its own option and variable, and what is wrong with them. */
function tryOut(spec: OptionSpec, env: Host["env"], options: OptionValues): Tried {
  const { name, member, variable } = nameOf(spec);
  const own = {
    name,
    env: variable === null ? {} : { [variable]: env[variable] },
    options: { [member]: options[member] },
  };
  try {
    readSettings({ env: own.env }, own.options);
    return { ...own, problem: undefined };
  } catch (error) {
    if (error instanceof UsageError) return { ...own, problem: error };
    throw error;
  }
}
