import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { COMMANDS } from "../../src/commands/all-commands.js";
import type { OptionSpec, VariableSpec } from "../../src/commands/command.js";
import { listExits, listExitsOf } from "../../src/commands/exit-meanings.js";
import { PROGRAM } from "../../src/commands/program-spec.js";
import { COMMON_OPTIONS, SENDING_OPTIONS, SENDING_VARIABLES } from "../../src/commands/shared-options.js";
import { describeOption, writeUsage } from "../../src/commands/write-usage.js";

const PACKAGE = JSON.parse(readFileSync("package.json", "utf8")) as { man: string[]; files: string[]; version: string };
const [PAGE = ""] = PACKAGE.man;

function whyNot(program: string, howToGet: string): string | false {
  return spawnSync(program, ["--version"]).error === undefined ? false : `${program} is not installed: ${howToGet}`;
}
const skipGroff = whyNot("groff", "apt-get install groff-base");
const skipMan = whyNot("man", "apt-get install man-db");

/** The page as a reader sees it, its lines joined; and what the tool complains about. */
function render(): { readonly text: string; readonly complaints: string } {
  const { stdout, stderr } = spawnSync("groff", ["-man", "-Tutf8", "-ww", "-P-cbou", PAGE], { encoding: "utf8" });
  return { text: joined(stdout), complaints: stderr };
}

function joined(text: string): string {
  return text.replace(/\s+/g, " ");
}

test("the package ships the page, and npm finds it where package.json says", () => {
  // A list: of a single text npm 11 makes no link where it installs a packed file.
  assert.deepEqual([PACKAGE.man.length, existsSync(PAGE)], [1, true]);
  assert.ok(PACKAGE.files.includes("dist") && PAGE.startsWith("./dist/"));
  // npm links files that end in the number of their section, and no others.
  assert.match(PAGE, /\.1$/);
});

test("groff renders it without a warning", { skip: skipGroff }, () => {
  assert.equal(render().complaints, "");
});

test("man shows it without a warning, and finds its name for apropos", { skip: skipMan }, () => {
  const env = { ...process.env, LC_ALL: "C.UTF-8", MANWIDTH: "80" };
  const shown = spawnSync("man", ["--warnings", "-l", PAGE], { encoding: "utf8", env });
  assert.deepEqual([shown.status, shown.stderr], [0, ""]);
  assert.match(shown.stdout, /^SANDBOX-ERRORS\(1\)/);
  assert.ok(shown.stdout.includes(`sandbox-errors ${PACKAGE.version}`));
  const { stdout } = spawnSync("lexgrog", [PAGE], { encoding: "utf8" });
  assert.match(stdout, /"sandbox-errors - why a call/);
});

test("what is copied from it is ASCII on every system: no hyphen or quote of a typographer", {
  skip: skipGroff,
}, () => {
  const source = readFileSync(PAGE, "utf8").replace(/\\\[[^\]]*\]|\\-/g, "");
  assert.doesNotMatch(source, /[-'`^~]/);
  // What is left beside ASCII are the marks of lists.
  assert.doesNotMatch(render().text, /[^\u0020-\u007e\u2022]/);
});

test("it holds every command, option, variable, exit code and example", { skip: skipGroff }, () => {
  const { text } = render();
  const options = (all: readonly OptionSpec[]) => all.map((it) => `${it.flags} ${describeOption(it)}`);
  const variables = (all: readonly VariableSpec[]) => all.map(({ names, does }) => `${names} ${does}`);
  const wanted = [
    ...COMMANDS.flatMap(({ spec }) => [
      `${PROGRAM.name} ${spec.name} ${writeUsage(spec)}`,
      `${spec.name} ${spec.description}`,
      ...spec.arguments.map(({ name, description }) => `${name} ${description}`),
      ...options(spec.options),
      ...variables(spec.environment ?? []),
      ...listExitsOf(spec).map(({ code, when }) => `${code}: ${when}`),
      ...spec.examples.map(({ line, does }) => `${does}: ${line}`),
    ]),
    ...options([...SENDING_OPTIONS, ...COMMON_OPTIONS]),
    ...[...SENDING_OPTIONS, ...COMMON_OPTIONS].flatMap(({ env }) =>
      env === undefined ? [] : [`${env} stands in for`],
    ),
    ...variables(SENDING_VARIABLES),
    ...listExits().map(({ code, when }) => `${code}: ${when}`),
    ...PROGRAM.examples.map(({ line, does }) => `${does}: ${line}`),
    "-h, --help",
    "-V or --version",
  ];
  assert.ok(wanted.length > 150);
  for (const each of wanted) assert.ok(text.includes(joined(each)), each);
});
