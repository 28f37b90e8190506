import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { compileSolidityTests } from "../../../scripts/solidity-tests.js";

interface Diagnostic {
  errorCode?: string;
  message: string;
  sourceLocation?: { file: string };
}

const CONTRACTS = "artifacts/build-info";
const TESTS = "cache/tests/test-artifacts/build-info";
/** Code and init code beyond the chain's limits: what is compiled as a test is never deployed. */
const SIZES = ["5574", "3860"];

async function diagnosticsOf(builds: string): Promise<Diagnostic[]> {
  const files = (await readdir(builds)).filter((file) => file.endsWith(".output.json"));
  assert.ok(files.length > 0, "no build");
  const outputs = files.map(async (file) => {
    const { output } = JSON.parse(await readFile(`${builds}/${file}`, "utf8")) as {
      output: { errors?: Diagnostic[] };
    };
    return output.errors ?? [];
  });
  return (await Promise.all(outputs)).flat();
}

before(compileSolidityTests);

test("the compiler has nothing to say about the project's own sources", async () => {
  const ofTests = (await diagnosticsOf(TESTS)).filter(({ errorCode = "" }) => !SIZES.includes(errorCode));
  const all = [...(await diagnosticsOf(CONTRACTS)), ...ofTests];
  const own = all.filter(({ sourceLocation }) => sourceLocation?.file.startsWith("project/"));
  assert.deepEqual(
    own.map(({ sourceLocation, message }) => `${sourceLocation?.file}: ${message}`),
    [],
  );
});
