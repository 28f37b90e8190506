import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { valueAt } from "../records/located-records.ts";
import { parseDocument } from "../reports/documents.ts";
import { INDEX } from "../support/payload.ts";

/** @returns the plan that the index of a dossier names, absolute. @param folder a dossier whose bag is intact */
export async function planOf(folder: string): Promise<string> {
  const index = parseDocument(await readFile(join(folder, "data", INDEX), "utf8"));
  return join(folder, "data", String(valueAt(index, "/plan/path")));
}
