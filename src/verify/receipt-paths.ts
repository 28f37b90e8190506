import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { byCodeUnit } from "../support/paths.ts";

/**
 * Every JSON file that a stage left can show transactions.
 *
 * @param payload `data/` of a dossier whose bag is intact
 * @returns paths relative to it, sorted
 */
export function receiptPaths(payload: string): string[] {
  return readdirSync(payload, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
    .map(({ parentPath, name }) => relative(payload, join(parentPath, name)).split(sep).join("/"))
    .filter((path) => path.startsWith("reports/"))
    .sort(byCodeUnit);
}
