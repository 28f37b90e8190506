import type { LoadOptions } from "../plan/load.ts";
import { ownPackage } from "../system/own-package.ts";
import { typedFolder } from "../system/root.ts";

/** How plans are loaded from the command line. */
export function loadOptions(strict = false): LoadOptions {
  const knownScripts = new Set(Object.keys(ownPackage().scripts));
  return { folder: typedFolder(process.env), strict, knownScripts };
}
