import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";

interface Diagnostic {
  errorCode?: string;
  message: string;
  sourceLocation?: { file: string };
}

const BUILDS = "artifacts/build-info";
/** Code and init code beyond the chain's limits: tests are never deployed. */
const SIZES = ["5574", "3860"];

async function diagnostics(): Promise<Diagnostic[]> {
  const files = (await readdir(BUILDS)).filter((file) => file.endsWith(".output.json"));
  assert.ok(files.length > 0, "no build");
  const outputs = files.map(async (file) => {
    const { output } = JSON.parse(await readFile(`${BUILDS}/${file}`, "utf8")) as {
      output: { errors?: Diagnostic[] };
    };
    return output.errors ?? [];
  });
  return (await Promise.all(outputs)).flat();
}

function concernsUs({ sourceLocation, errorCode }: Diagnostic): boolean {
  const file = sourceLocation?.file ?? "";
  if (file.startsWith("project/contracts/")) return true;
  return file.startsWith("project/test/") && !SIZES.includes(errorCode ?? "");
}

test("the compiler has nothing to say about the project's own sources", async () => {
  const own = (await diagnostics()).filter(concernsUs);
  assert.deepEqual(
    own.map(({ sourceLocation, message }) => `${sourceLocation?.file}: ${message}`),
    [],
  );
});
