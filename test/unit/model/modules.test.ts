import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { NATIONAL_MODULES, PLANETARY_MODULES } from "../../../src/model/modules.ts";

/** The contracts of a layer whose source says that they are modules. */
async function modulesIn(layer: "national" | "planetary"): Promise<string[]> {
  const files = await readdir(`contracts/${layer}`);
  const sources = await Promise.all(files.map((file) => readFile(`contracts/${layer}/${file}`, "utf8")));
  return sources.flatMap((source) => /^contract (\w+) is[^{]*\bModule\b/m.exec(source)?.[1] ?? []).sort();
}

test("the modules of each layer are the contracts that are one by their source", async () => {
  assert.deepEqual([...NATIONAL_MODULES].sort(), await modulesIn("national"));
  assert.deepEqual([...PLANETARY_MODULES].sort(), await modulesIn("planetary"));
});
