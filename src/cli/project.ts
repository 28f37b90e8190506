import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LoadOptions } from "../plan/load.ts";
import { PROJECT } from "../run/paths.ts";

/** How plans are loaded from the command line. */
export function loadOptions(strict = false): LoadOptions {
  const { scripts } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));
  return { root: PROJECT, strict, knownScripts: new Set(Object.keys(scripts)) };
}
