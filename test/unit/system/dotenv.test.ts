import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { OmniError } from "../../../src/errors/error.ts";
import { readDotenv } from "../../../src/system/dotenv.ts";

const NAMES = ["OMNI_TEST_A", "OMNI_TEST_B", "OMNI_TEST_C"];

function folder(t: TestContext, content?: string): string {
  const path = mkdtempSync(join(tmpdir(), "omnisovereign-"));
  if (content !== undefined) writeFileSync(join(path, ".env"), content);
  t.after(() => {
    rmSync(path, { recursive: true });
    for (const name of NAMES) delete process.env[name];
  });
  return path;
}

test("adds what the environment does not say", (t) => {
  process.env.OMNI_TEST_A = "environment";
  const text = '# a remark\n\nOMNI_TEST_A=file\nexport OMNI_TEST_B="two\nlines" # more\r\nOMNI_TEST_C=\n';
  readDotenv(folder(t, text));
  assert.deepEqual(
    NAMES.map((name) => process.env[name]),
    ["environment", "two\nlines", ""],
  );
});

test("is content without a file", (t) => readDotenv(folder(t)));

for (const [what, content, line] of [
  ["a word", "A=1\nnonsense\n", 2],
  ["JSON", '{"RPC_URL": "x"}\n', 1],
  ["a quotation that never ends", 'A=1\nB="x\ny\n', 3],
  ["a binary", "A=1\n\u0000\u0001\n", 2],
] as const) {
  test(`refuses ${what}, which would be passed over`, (t) => {
    assert.throws(
      () => readDotenv(folder(t, content)),
      (error: OmniError<{ line: number }>) => {
        assert.deepEqual([error.code, error.exit, error.args.line], ["OMNI5021", 2, line]);
        return true;
      },
    );
  });
}

test("shows no line of it, which may be a key", (t) => {
  const key = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
  assert.throws(
    () => readDotenv(folder(t, `DEPLOYER_KEY ${key}\n`)),
    (error: OmniError) => !`${error.message}${error.mend}`.includes(key.slice(0, 6)),
  );
});

for (const [what, make] of [
  ["a folder", (path) => mkdirSync(path)],
  ["a pipe, for whose writer it would wait", (path) => spawnSync("mkfifo", [path])],
  ["a link to itself", (path) => symlinkSync(path, path)],
  ["one that is too large", (path) => writeFileSync(path, `A=${"a".repeat(2 ** 20)}`)],
] as const satisfies [string, (path: string) => void][]) {
  test(`refuses ${what}`, (t) => {
    const path = folder(t);
    make(join(path, ".env"));
    assert.throws(() => readDotenv(path), { code: "OMNI5020", exit: 5 });
  });
}
