/** How many colours text may use: none, 16, 256 or all. */
export type ColorLevel = 0 | 1 | 2 | 3;

/** What `--color` takes. */
export type ColorChoice = "auto" | "always" | "never";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Decides how colourful a stream may be. The flag beats the environment; `NO_COLOR` (not empty, no-color.org) beats
 * `FORCE_COLOR` (0, false, 1, 2, 3, true), because someone who asked for no colour must get none.
 */
export function readColorLevel(choice: ColorChoice, env: Environment, isTTY: boolean): ColorLevel {
  if (choice === "never") return 0;
  if (choice === "always") return atLeastOne(readForced(env["FORCE_COLOR"]) ?? readTerminal(env));
  if (isSet(env["NO_COLOR"])) return 0;
  const forced = readForced(env["FORCE_COLOR"]);
  if (forced !== undefined) return forced;
  if (!isTTY || env["TERM"] === "dumb") return 0;
  const level = readTerminal(env);
  // Build logs show the 16 basic colours at best, whatever terminal they imitate.
  return isSet(env["CI"]) && env["CI"] !== "false" && level > 1 ? 1 : level;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}

function readForced(value: string | undefined): ColorLevel | undefined {
  if (value === undefined || value === "") return undefined;
  if (value === "0" || value.toLowerCase() === "false") return 0;
  if (value === "2") return 2;
  return value === "3" ? 3 : 1;
}

function readTerminal(env: Environment): ColorLevel {
  if (env["TERM"] === "dumb") return 0;
  if (/^(?:truecolor|24bit)$/i.test(env["COLORTERM"] ?? "")) return 3;
  return /-256(?:color)?$/i.test(env["TERM"] ?? "") ? 2 : 1;
}

function atLeastOne(level: ColorLevel): ColorLevel {
  return level === 0 ? 1 : level;
}
