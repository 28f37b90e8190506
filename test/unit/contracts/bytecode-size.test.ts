import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";

/** EIP-170. */
const LIMIT_BYTES = 24_576;

/** Runtime size in bytes of each contract of a layer, by name; abstract ones have none. */
async function sizes(layer: string): Promise<Record<string, number>> {
  const files = (await readdir(`contracts/${layer}`)).filter((file) => file.endsWith(".sol")).sort();
  const entries = files.map(async (file) => {
    const name = file.replace(/\.sol$/, "");
    const artifact = await readFile(`artifacts/contracts/${layer}/${file}/${name}.json`, "utf8");
    const { deployedBytecode } = JSON.parse(artifact) as { deployedBytecode: string };
    return [name, (deployedBytecode.length - 2) / 2] as const;
  });
  return Object.fromEntries((await Promise.all(entries)).filter(([, size]) => size > 0));
}

for (const layer of ["national", "planetary"]) {
  test(`${layer} bytecode sizes are those of the committed snapshot and below the limit`, async () => {
    const snapshot = `test/snapshots/${layer}-bytecode-size.json`;
    const actual = await sizes(layer);
    if (process.env.UPDATE_SNAPSHOTS === "1") {
      await writeFile(snapshot, `${JSON.stringify(actual, null, 2)}\n`);
    }
    assert.deepEqual(actual, JSON.parse(await readFile(snapshot, "utf8")));
    for (const [name, size] of Object.entries(actual)) assert.ok(size <= LIMIT_BYTES, name);
  });
}
