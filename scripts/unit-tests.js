/**
 * Every unit test in one process: most of what a file of its own costs is loading the same modules again.
 */
import { globSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./setup.js";

for (const file of globSync("test/unit/**/*.test.ts", { cwd: ROOT }).sort()) {
  await import(pathToFileURL(join(ROOT, file)).href);
}
