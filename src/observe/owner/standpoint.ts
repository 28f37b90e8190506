import type { Project } from "../../model/loaded-project.ts";
import type { Reading } from "../../model/owner.ts";
import { castOfProject } from "../../records/casting.ts";
import { gather } from "../gather.ts";
import { readHistory } from "../history.ts";
import type { Views } from "../views.ts";
import type { Standpoint } from "./access.ts";
import { Names } from "./names.ts";

/**
 * Takes a place at the block that `views` reads.
 *
 * @param receipts transaction hash → path of a receipt that shows it.
 */
export async function takeStandpoint(
  views: Views,
  project: Project,
  receipts: ReadonlyMap<string, string>,
): Promise<Standpoint> {
  const cast = castOfProject(project, views.chain.accounts);
  const { book } = views;
  const history = await readHistory(views, receipts);
  return { chain: views.chain, book, cast, names: new Names(book, cast), history, reads: gather(views) };
}

/** @returns which block `views` reads. */
export function readingOf({ chain }: Views): Reading {
  return {
    chainId: chain.chainId,
    block: chain.clock.block,
    timestamp: Number(chain.clock.now),
    stateRoot: chain.stateRoot(),
  };
}
