import type { Reading } from "../../model/owner.ts";
import type { Project } from "../../model/plan.ts";
import { type Cast, castOf } from "../cast.ts";
import type { Views } from "../driver.ts";
import type { Standpoint } from "./access.ts";
import { gather } from "./gather.ts";
import { readHistory } from "./history.ts";
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
  const cast = castOfProject(project);
  const { book } = views;
  const history = await readHistory(views, receipts);
  return { book, cast, names: new Names(book, cast), history, reads: gather(views) };
}

/** Everybody whom the mission's plans name. */
export function castOfProject({ shared, national, planetary }: Project): Cast {
  return castOf(shared ?? national, [national, ...[shared, planetary].filter((plan) => plan !== null)]);
}

/** @returns which block `views` reads. */
export function readingOf({ chain }: Views): Reading {
  return {
    chainId: chain.journal.header.chainId,
    block: chain.clock.block,
    timestamp: Number(chain.clock.now),
    stateRoot: chain.stateRoot(),
  };
}
