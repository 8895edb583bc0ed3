import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type TestContext, test } from "node:test";
import vm from "node:vm";
import { installPackage, linkPackage } from "./installed-package.js";

const INSTALLED = installPackage();

/** Loads a development tool; where it cannot run here, the test is skipped with the reason. */
async function load<T>(t: TestContext, name: string, tool: () => Promise<T>): Promise<T | undefined> {
  try {
    return await tool();
  } catch (error) {
    t.skip(`${name} cannot run here: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

test("publint finds nothing to mend in the package", async (t) => {
  const tool = await load(t, "publint", () => import("publint"));
  if (tool === undefined) return;
  const { messages } = await tool.publint({ pkgDir: INSTALLED.folder, strict: true, pack: false });
  assert.deepEqual(messages, []);
});

test("every compiler resolves the package's types to what is loaded", async (t) => {
  const tool = await load(t, "@arethetypeswrong/core", () => import("@arethetypeswrong/core"));
  if (tool === undefined) return;
  const checked = await tool.checkPackage(tool.createPackageFromTarballData(INSTALLED.tarball), {
    // The oldest resolution knows no "exports", and so no schema.json.
    excludeEntrypoints: [/\.json$/],
  });
  assert.ok(checked.types !== false, "it has types");
  assert.deepEqual("problems" in checked ? checked.problems : [], []);
});

test("the package holds the program, its manual, the library, the schema and its papers, and nothing else", () => {
  const files = readdirSync(INSTALLED.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(INSTALLED.folder.length + 1)
        .replaceAll("\\", "/"),
    );
  const allowed =
    /^(?:package\.json|README\.md|LICENSE|bin\/sandbox-errors\.js|dist\/[\w-]+\.js|dist\/(?:library|mock)\.(?:mjs|cjs|d\.mts|d\.cts)|dist\/licences\.txt|dist\/sandbox-errors\.1|completions\/[^/]+|src\/output\.schema\.json)$/;
  assert.deepEqual(
    files.filter((path) => !allowed.test(path)),
    [],
  );
  for (const needed of [
    "dist/library.mjs",
    "dist/library.cjs",
    "dist/library.d.mts",
    "dist/library.d.cts",
    "dist/sandbox-errors.1",
  ]) {
    assert.ok(files.includes(needed), needed);
  }
});

/** How people use it, with nothing but the types of their runtime. */
const CONSUMER = `
import { decode, decodeAll, diagnose, explain } from "sandbox-errors";
import type { Diagnosis, DocumentedCode, Exchange, RequestFacts, RetryClass } from "sandbox-errors";
export async function use(url: string, init: RequestInit): Promise<DocumentedCode | null> {
  const response: Response = await fetch(url, init);
  const found: Diagnosis[] = await diagnose(response, { request: { url, ...init } });
  await diagnose(response, { request: new Request(url, init), receivedAt: Date.now() });
  const exchange: Exchange = await decode(response);
  const status: number | undefined = (await decodeAll("x"))[0]?.response?.status ?? undefined;
  const text: string = await explain(exchange, { width: 100 });
  const retry: RetryClass | undefined = found[0]?.retry.class;
  const facts: RequestFacts = { method: "GET", url, headers: [["a", "b"]], body: null };
  // @ts-expect-error there is no such member
  found[0]?.nothing;
  return found[0]?.code ?? (text + status + retry + facts.url === "" ? "not_found" : null);
}
`;

for (const [runtime, options] of [
  ["a browser", { lib: ["es2022", "dom"], types: [] }],
  ["Node", { lib: ["es2022"], types: ["node"] }],
] as const) {
  test(`a strict program for ${runtime} compiles against the declarations, by import and by require`, () => {
    const { project } = INSTALLED;
    if (runtime === "Node") for (const name of ["@types/node", "undici-types"]) linkPackage(INSTALLED, name);
    for (const file of ["esm.mts", "cjs.cts"]) writeFileSync(join(project, file), CONSUMER);
    const compilerOptions = {
      ...options,
      module: "nodenext",
      target: "es2022",
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
    };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["esm.mts", "cjs.cts"] }));
    const tsc = resolve("node_modules/typescript/bin/tsc");
    const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", project], { encoding: "utf8" });
    assert.equal(status, 0, stdout);
  });
}

const PAGE = `
import { diagnose, explain } from "sandbox-errors";
globalThis.results = (async () => {
  const body = '{"error":{"code":"rate_limit_exceeded","message":"Slow down","status":429,"retryAfter":3}}';
  const headers = { forEach: (each) => each("application/json", "content-type") };
  let left = [new TextEncoder().encode(body)];
  const read = async () => (left.length > 0 ? { done: false, value: left.pop() } : { done: true });
  const copy = { body: { getReader: () => ({ read, cancel: async () => {} }) } };
  const response = { status: 429, bodyUsed: false, headers, clone: () => copy };
  const [limited] = await diagnose(response, { receivedAt: 0 });
  const [refused] = await diagnose("net::ERR_CONNECTION_REFUSED");
  return [limited.cause, limited.retry.at, refused.cause, await explain("stream_active")];
})();
`;

test("a bundle for browsers imports nothing, and runs where there is no Node", async (t) => {
  const tool = await load(t, "rolldown", () => import("rolldown"));
  if (tool === undefined) return;
  const input = join(INSTALLED.project, "page.mjs");
  writeFileSync(input, PAGE);
  const bundle = await tool.rolldown({ input, platform: "browser", cwd: INSTALLED.project });
  const { output } = await bundle.generate({ format: "iife", name: "page" });
  await bundle.close();
  const [chunk, ...others] = output;
  assert.deepEqual([others.length, chunk.imports, chunk.dynamicImports], [0, [], []]);
  const globals = { URL, URLSearchParams, TextEncoder, TextDecoder, atob, btoa };
  const context = vm.createContext({ ...globals });
  vm.runInContext(chunk.code, context);
  const results = (await vm.runInContext("results", context)) as unknown[];
  assert.deepEqual([...results.slice(0, 3)], ["rate_limit.throttled", "1970-01-01T00:00:03.000Z", "network.refused"]);
  assert.match(String(results[3]), /^stream_active\n/);
});

test("a bundle that uses nothing of the library holds nothing of it", async (t) => {
  const tool = await load(t, "rolldown", () => import("rolldown"));
  if (tool === undefined) return;
  const input = join(INSTALLED.project, "unused.mjs");
  writeFileSync(input, 'import { diagnose } from "sandbox-errors";\nexport const used = 1;\n');
  const bundle = await tool.rolldown({ input, platform: "browser", cwd: INSTALLED.project });
  const { output } = await bundle.generate({ format: "esm" });
  await bundle.close();
  assert.ok(output[0].code.length < 500);
});
