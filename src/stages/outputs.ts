import { join } from "node:path";
import { writeWhole } from "../system/files.ts";

/**
 * Writes a stage's artefacts.
 *
 * @param artefacts path relative to OUT → content.
 * @returns the paths.
 */
export async function writeOutputs(out: string, artefacts: ReadonlyMap<string, string>): Promise<string[]> {
  await Promise.all([...artefacts].map(([path, content]) => writeWhole(join(out, path), content)));
  return [...artefacts.keys()];
}
