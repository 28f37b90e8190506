import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";

const ROOT = join(import.meta.dirname, "../../..");
const TESTS = join(ROOT, "test/contracts");
const MODULES = ["national", "planetary"].flatMap((layer) => {
  const folder = join(ROOT, "artifacts/contracts", layer);
  return readdirSync(folder)
    .map((name) => name.replace(".sol", ""))
    .map((name) => ({ layer, name, abi: abiOf(join(folder, `${name}.sol`, `${name}.json`)) }))
    .filter(({ abi }) => abi.some(({ name }) => name === "systemPause"));
});

interface AbiEntry {
  readonly type: string;
  readonly name?: string;
  readonly stateMutability?: string;
}

function abiOf(path: string): readonly AbiEntry[] {
  return JSON.parse(readFileSync(path, "utf8")).abi;
}

function solidity(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".sol"))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}

describe("the threat model", () => {
  for (const readme of ["contracts/README.md", "contracts/planetary/README.md"]) {
    it(`names tests that exist: ${readme}`, () => {
      const named = [
        ...readFileSync(join(ROOT, readme), "utf8").matchAll(/`((?:test|testFuzz|invariant)_\w+)`/g),
      ];
      assert.ok(named.length > 10);
      const tests = new Set([...solidity(TESTS).matchAll(/function (\w+)\(/g)].map(([, name]) => name));
      assert.deepEqual(
        named.map(([, name]) => name).filter((name) => !tests.has(name)),
        [],
      );
    });
  }

  it("shows each of the guarantees by a test", () => {
    const rows = readFileSync(join(ROOT, "contracts/README.md"), "utf8").matchAll(
      /^\| (\d+) \|.*\|([^|]+)\|$/gm,
    );
    const shown = [...rows].map(([, number, tests]) => [Number(number), tests?.includes("`test_")]);
    assert.deepEqual(
      shown,
      Array.from({ length: shown.length }, (_, index) => [index + 1, true]),
    );
    assert.ok(shown.length >= 16);
  });
});

describe("a pause of the national layer", () => {
  const pauseTest = readFileSync(join(TESTS, "national/PauseAndAccess.t.sol"), "utf8");
  const national = MODULES.filter(({ layer }) => layer === "national");
  /** What goes through, and what only the AccessManager calls. */
  const allowed = ["claim", "withdraw", "setAuthority"];

  for (const { name, abi } of national) {
    it(`is tested on every call that changes ${name}`, () => {
      const calls = abi
        .filter(
          ({ type, stateMutability }) => type === "function" && !/view|pure/.test(stateMutability ?? ""),
        )
        .map((entry) => entry.name ?? "");
      assert.ok(calls.length > 1);
      assert.deepEqual(
        calls.filter(
          (call) => !allowed.includes(call) && !new RegExp(`encodeCall\\(\\w+\\.${call},`).test(pauseTest),
        ),
        [],
      );
    });
  }
});
