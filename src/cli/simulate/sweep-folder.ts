import { join } from "node:path";
import { OmniError } from "../../errors/error.ts";
import { SIMULATE } from "../../errors/simulate-errors.ts";
import type { Sweep } from "../../simulate/sweep.ts";
import { csvHead } from "../../simulate/told-run.ts";
import { makeFolder, readIfThere, writeWhole } from "../../system/files.ts";
import { countLines, openLines } from "../../system/line-file.ts";
import type { PlayedChunk } from "./pool.ts";

/** Where a sweep is written to: runs as they come, whole lines only. */
export interface SweepFolder {
  /** Runs that were there already. */
  readonly done: number;
  append(played: PlayedChunk): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a folder for a sweep, or goes on with it: what the last line of an interrupted one was cut off in goes.
 *
 * @param description `sweep.json`
 * @throws OMNI2605, OMNI2606 if another sweep is there, or this one and it is not to be gone on with
 */
export async function openSweepFolder(
  folder: string,
  sweep: Sweep,
  description: string,
  resume: boolean,
): Promise<SweepFolder> {
  makeFolder(folder);
  const [about, lines, rows] = ["sweep.json", "runs.jsonl", "runs.csv"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const before = await readIfThere(about);
  if (before !== null && !resume) throw new OmniError(SIMULATE.EXISTS, { folder });
  if (before !== null && before !== description) throw new OmniError(SIMULATE.OTHER_SWEEP, { folder });
  await writeWhole(about, description);
  const done =
    before === null ? 0 : Math.min(await countLines(lines), Math.max(0, (await countLines(rows)) - 1));
  const jsonLines = await openLines(lines, done);
  const csv = await openLines(rows, done === 0 ? 0 : done + 1);
  if (done === 0) await csv.append(csvHead(sweep.axes));
  return {
    done,
    append: async (played) => {
      await jsonLines.append(played.lines);
      await csv.append(played.rows);
    },
    close: async () => {
      await jsonLines.close();
      await csv.close();
    },
  };
}
