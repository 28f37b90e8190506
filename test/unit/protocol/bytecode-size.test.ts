import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";

const SNAPSHOT = "test/snapshots/national-bytecode-size.json";
/** EIP-170. */
const LIMIT_BYTES = 24_576;

/** Runtime size in bytes of each national contract, by name. */
async function sizes(): Promise<Record<string, number>> {
  const names = (await readdir("contracts/national")).map((file) => file.replace(/\.sol$/, "")).sort();
  const entries = names.map(async (name) => {
    const path = `artifacts/contracts/national/${name}.sol/${name}.json`;
    const { deployedBytecode } = JSON.parse(await readFile(path, "utf8")) as { deployedBytecode: string };
    return [name, (deployedBytecode.length - 2) / 2] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

test("bytecode sizes are those of the committed snapshot and below the limit", async () => {
  const actual = await sizes();
  if (process.env.UPDATE_SNAPSHOTS === "1") {
    await writeFile(SNAPSHOT, `${JSON.stringify(actual, null, 2)}\n`);
  }
  assert.deepEqual(actual, JSON.parse(await readFile(SNAPSHOT, "utf8")));
  for (const [name, size] of Object.entries(actual)) assert.ok(size <= LIMIT_BYTES, name);
});
