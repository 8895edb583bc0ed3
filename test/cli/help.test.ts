import assert from "node:assert/strict";
import { test } from "node:test";
import { main } from "../../src/cli/main.js";
import { COMMANDS } from "../../src/commands/all-commands.js";
import type { CommandSpec } from "../../src/commands/command.js";
import { PROGRAM } from "../../src/commands/program-spec.js";
import { allOptions, SENDING_VARIABLES } from "../../src/commands/shared-options.js";
import { EXITS } from "../../src/diagnosis/exit-code.js";
import { buildOutputSchema } from "../../src/render/output-schema.js";
import { createFakeHost } from "../fakes/fake-host.js";
import { matchGolden } from "./golden.js";
import { runCli } from "./run-cli.js";

const SPECS = COMMANDS.map(({ spec }) => spec);

test("the help of the program, and of every command, is what its golden file says", async () => {
  await matchGolden("help", ["--help"]);
  for (const { name } of SPECS) await matchGolden(`help-${name}`, [name, "--help"]);
});

async function readHelp(args: readonly string[], columns = 80): Promise<string> {
  const host = createFakeHost({ args, stdoutIsTTY: true, columns, env: { NO_COLOR: "1" } });
  assert.equal(await main(host), 0);
  assert.equal(host.stderr.text, "");
  return host.stdout.text;
}

/** As the help has a text, whatever the lines are that it is broken into. */
function joined(help: string): string {
  return help.replace(/\s+/g, " ");
}

test("the program's help names every command with its summary, and every exit code", async () => {
  const help = joined(await readHelp(["--help"]));
  for (const { name, summary } of SPECS) assert.ok(help.includes(` ${name} ${summary}`), name);
  for (const code of Object.values(EXITS)) assert.match(help, new RegExp(` ${code} [a-z]`));
  for (const { line, does } of PROGRAM.examples) assert.ok(help.includes(`${does} $ ${line}`), line);
});

for (const spec of SPECS) {
  test(`the help of ${spec.name} has all that its spec has`, async () => {
    const help = joined(await readHelp([spec.name, "--help"]));
    const texts = [
      spec.description,
      ...spec.arguments.map(({ name, description }) => `${name} ${description}`),
      ...allOptions(spec).flatMap(({ flags, description, env, choices, defaultText }) => [
        `${flags} ${description}`,
        ...(env === undefined ? [] : [`env: ${env}`]),
        ...(choices === undefined ? [] : [`(${choices.join(", ")}`]),
        ...(defaultText === undefined ? [] : [`default: ${defaultText})`]),
      ]),
      ...[...(spec.environment ?? []), ...(spec.sends ? SENDING_VARIABLES : [])].map((it) => `${it.names} ${it.does}`),
      ...Object.entries(spec.exits).map(([name, when]) => `${EXITS[name as keyof typeof EXITS] ?? "other"} ${when}`),
      ...spec.examples.map(({ line, does }) => `${does} $ ${line}`),
    ];
    for (const text of texts) assert.ok(help.includes(text.replace(/\s+/g, " ")), text);
  });

  test(`${spec.name} says of every exit code of its documents when it comes, and of no other`, () => {
    const told = Object.keys(spec.exits).filter((name) => name !== "usage");
    assert.deepEqual(told.sort(), exitsInSchema(spec));
    assert.ok(spec.exits.usage !== undefined, "every command line can be wrong");
  });
}

/** The exits of a command's documents, but for those that every command has: wrong calls, bugs, interrupts. */
function exitsInSchema({ name }: CommandSpec): string[] {
  const { oneOf } = buildOutputSchema() as { oneOf: readonly { properties: Record<string, SchemaPart> }[] };
  const own = oneOf.filter(({ properties }) => properties["command"]?.const === name);
  const refs = own.flatMap(({ properties }) => properties["exit"]?.oneOf ?? []);
  const names = refs.map(({ $ref }) => $ref.replace("#/$defs/exit_", ""));
  return [...new Set(names)].filter((each) => !["usage", "internal", "interrupted"].includes(each)).sort();
}

interface SchemaPart {
  readonly const?: string;
  readonly oneOf?: readonly { readonly $ref: string }[];
}

/** Lines that are to be copied are never broken, here as everywhere. */
const EXAMPLE = /^ {4}\$ /;

for (const columns of [24, 40, 60, 80, 200]) {
  test(`no line of any help is wider than ${Math.min(columns, 100)} columns where the terminal has ${columns}`, async () => {
    for (const args of [["--help"], ...SPECS.map(({ name }) => [name, "--help"])]) {
      const lines = (await readHelp(args, columns)).split("\n").filter((line) => !EXAMPLE.test(line));
      const wide = lines.filter((line) => line.length > Math.min(columns, 100) && /\S\s+\S/.test(line));
      assert.deepEqual(wide, [], args.join(" "));
    }
  });
}

test("headings are bold on a terminal, and in no document and no pipe", async () => {
  const bold = /\u001b\[1mUsage:\u001b\[22m/;
  const terminal = createFakeHost({
    args: ["codes", "--help"],
    stdoutIsTTY: true,
    columns: 80,
    env: { TERM: "xterm" },
  });
  await main(terminal);
  assert.match(terminal.stdout.text, bold);
  for (const args of [
    ["codes", "--help", "--color", "never"],
    ["codes", "--json", "--help"],
  ]) {
    const host = createFakeHost({ args, stdoutIsTTY: true, columns: 80, env: { TERM: "xterm" } });
    await main(host);
    assert.match(host.stdout.text, /Usage: sandbox-errors codes/, args.join(" "));
    assert.doesNotMatch(host.stdout.text, /\u001b|u001b/, args.join(" "));
  }
  assert.match((await runCli(["codes", "--color=always", "--help"])).stdout, bold);
  assert.doesNotMatch((await runCli(["codes", "--help"])).stdout, /\u001b/);
});

test("--version names the program, Node and the platform, and -V is the same", async () => {
  const { stdout, stderr, code } = await runCli(["--version"]);
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(stdout, /^sandbox-errors \d+\.\d+\.\d+ \(/);
  assert.ok(stdout.endsWith(` (Node ${process.versions.node}, ${process.platform} ${process.arch})\n`), stdout);
  assert.equal((await runCli(["-V"])).stdout, stdout);
});
