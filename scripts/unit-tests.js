/**
 * Every unit test in one process, because most of what a process costs is loading the same modules again; each file in a
 * suite of its own, so that its hooks run for its tests only.
 */
import { globSync } from "node:fs";
import { join } from "node:path";
import { suite } from "node:test";
import { pathToFileURL } from "node:url";
import { ROOT } from "./setup.js";

for (const file of globSync("test/unit/**/*.test.ts", { cwd: ROOT }).sort()) {
  suite(file, () => import(pathToFileURL(join(ROOT, file)).href));
}
