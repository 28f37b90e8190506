import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { OmniError } from "../../errors/error.ts";
import { THERMODYNAMICS } from "../../errors/thermodynamics-errors.ts";
import type { Receipt } from "../../records/job-events.ts";
import { parseReceipt } from "../../records/read-receipt.ts";
import { byCodeUnit } from "../../support/paths.ts";

/** Every JSON file below some folders of OUT, sorted by path; a folder that is not there has none. */
export async function readReceipts(out: string, folders: readonly string[]): Promise<Receipt[]> {
  const paths = (await Promise.all(folders.map((folder) => listJson(out, folder)))).flat().sort(byCodeUnit);
  return Promise.all(
    paths.map(async (path) => ({ path, document: parse(path, await readFile(join(out, path), "utf8")) })),
  );
}

async function listJson(out: string, folder: string): Promise<string[]> {
  try {
    const names = await readdir(join(out, folder), { recursive: true });
    return names
      .filter((name) => name.endsWith(".json"))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function parse(path: string, text: string): Receipt["document"] {
  const parsed = parseReceipt(text);
  if (!parsed.ok) throw new OmniError(THERMODYNAMICS.RECEIPT_UNREADABLE, { path });
  return (parsed.value ?? {}) as Receipt["document"];
}
