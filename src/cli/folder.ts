import { resolve } from "node:path";
import type { RunPaths } from "../run/catalogue.ts";
import { runPaths } from "../run/locations.ts";
import { readDotenv } from "../system/dotenv.ts";
import { requireOutFolder } from "../system/out-folder.ts";

/**
 * The output folder that a command is about, and the paths that a run there would have.
 *
 * @param dir as typed
 * @throws OMNI5022 if it is no folder
 */
export function folderToLookAt(dir: string | undefined): { readonly out: string; readonly paths: RunPaths } {
  readDotenv(process.cwd());
  const paths = runPaths(dir === undefined ? {} : { out: dir }, process.env);
  const out = resolve(paths.out);
  requireOutFolder(out);
  return { out, paths };
}
