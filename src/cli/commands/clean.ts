import { existsSync } from "node:fs";
import { join } from "node:path";
import { stateFolder } from "../../chain/journal/wal.ts";
import { ownFolder } from "../../chain/rehearsal/ownership.ts";
import { EXIT } from "../../errors/error.ts";
import { readStanding } from "../../run/standing.ts";
import { findWaste, type Waste } from "../../run/waste.ts";
import { toJson } from "../../support/json.ts";
import { printable } from "../../support/text.ts";
import { removeWhole } from "../../system/folders.ts";
import { inLog } from "../../system/workflow-log.ts";
import { columns } from "../columns.ts";
import { folderToLookAt } from "../folder.ts";

export interface CleanOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `omnisovereign clean [DIR]` */
export async function clean(
  dir: string | undefined,
  { dryRun = false, json }: CleanOptions,
): Promise<number> {
  const { out } = folderToLookAt(dir);
  const removed = existsSync(stateFolder(out)) ? await cleanFolder(out, dryRun) : [];
  const bytes = removed.reduce((sum, waste) => sum + waste.bytes, 0);
  process.stdout.write(
    json
      ? toJson({ format: "omnisovereign-clean/1", out, dryRun, bytes, removed })
      : inLog(`${summary(removed, bytes, dryRun)}\n`),
  );
  return EXIT.done;
}

/** No run may begin in the middle of it. */
async function cleanFolder(out: string, dryRun: boolean): Promise<readonly Waste[]> {
  const { verdict } = await readStanding(out);
  const release = await ownFolder(out, "npx omnisovereign clean");
  try {
    const waste = await findWaste({ out, verdict });
    if (!dryRun) for (const { path } of waste) await removeWhole(join(out, path));
    return waste;
  } finally {
    await release();
  }
}

function summary(waste: readonly Waste[], bytes: number, dryRun: boolean): string {
  if (waste.length === 0) return "Nothing lies there that nothing needs.";
  const rows = waste.map(({ path, what, bytes }) => [printable(path), what, `${bytes} bytes`]);
  const said = dryRun ? `${bytes} bytes would be removed.` : `${bytes} bytes removed.`;
  return `${columns(rows, ["left", "left", "right"])}\n${said}`;
}
