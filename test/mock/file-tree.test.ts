import assert from "node:assert/strict";
import { test } from "node:test";
import { FileTree } from "../../src/mock/file-tree.js";
import { Refusal } from "../../src/mock/refusal.js";

function grow(...paths: string[]): FileTree {
  const tree = new FileTree(() => 0);
  for (const path of paths) tree.write(path, Buffer.from(path));
  return tree;
}

function refusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}

test("a relative path starts in the home folder, and never leaves the root", () => {
  const tree = grow("a.txt", "../../../../etc/b.txt");
  assert.equal(tree.find("/home/user/a.txt")?.type, "file");
  assert.equal(tree.find("/etc/b.txt")?.type, "file");
});

test("a list goes as deep as it is told", () => {
  const tree = grow("x/a", "x/y/b", "xx/c");
  assert.deepEqual(tree.list("x", 1), ["/home/user/x/a", "/home/user/x/y"]);
  assert.deepEqual(tree.list("x", 2), ["/home/user/x/a", "/home/user/x/y", "/home/user/x/y/b"]);
  assert.deepEqual(tree.list("/", 1), ["/home"]);
});

test("a folder moves with all that is in it", () => {
  const tree = grow("x/y/b", "xx/c");
  assert.equal(tree.rename("x", "/z"), "/z");
  assert.equal(tree.find("x"), undefined);
  assert.deepEqual(tree.list("/z", 9), ["/z/y", "/z/y/b"]);
  assert.equal(tree.find("xx/c")?.type, "file");
});

test("a file takes the place of a file, but of no folder, and a folder of nothing", () => {
  const tree = grow("a", "b", "x/c");
  tree.rename("a", "b");
  assert.equal(tree.find("a"), undefined);
  assert.throws(() => tree.rename("b", "x"), refusal("conflict"));
  assert.throws(() => tree.rename("x", "b"), refusal("conflict"));
  assert.throws(() => tree.rename("x", "x/inner"), refusal("invalid_request"));
  assert.throws(() => tree.write("x", Buffer.alloc(0)), refusal("conflict"));
  assert.throws(() => tree.write("b/under", Buffer.alloc(0)), refusal("conflict"));
});

test("what is removed is gone, with all below it", () => {
  const tree = grow("x/y/b");
  tree.remove("x");
  assert.equal(tree.find("x/y/b"), undefined);
  assert.throws(() => tree.remove("x"), refusal("not_found"));
  assert.throws(() => tree.remove("/"), refusal("invalid_request"));
});

test("a path beyond 4096 characters is refused, however deep it is", () => {
  assert.throws(() => grow("a/".repeat(5_000_000)), refusal("invalid_request"));
});
