import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LoadOptions } from "../plan/load.ts";
import { PACKAGE, typedFolder } from "../system/root.ts";

/** How plans are loaded from the command line. */
export function loadOptions(strict = false): LoadOptions {
  const { scripts } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));
  return { folder: typedFolder(process.env), strict, knownScripts: new Set(Object.keys(scripts)) };
}
