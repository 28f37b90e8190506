import type { Project } from "../../model/loaded-project.ts";
import type { Reading } from "../../model/owner.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import { castOfProject } from "../../records/casting.ts";
import { textArg } from "../../records/events.ts";
import { leftBeforeKey } from "../../records/left-before.ts";
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

/** What a run sends, in its order. */
const SENDING = [SCRIPTS.takeoff, SCRIPTS.global, SCRIPTS.pauseTest, SCRIPTS.settle, SCRIPTS.thermodynamics];

/** @returns which block `views` reads, and how far the mission was by then. */
export function readingOf(
  { chain }: Views,
  { history }: Pick<Standpoint, "history">,
  { planetary }: Project,
): Reading {
  const anchored = new Set(
    history.of("ReceiptAnchor", "ReceiptsAnchored").map(({ args }) => textArg(args, "key")),
  );
  const sending = SENDING.filter(({ stage }) => stage !== "global" || planetary !== null).map(
    ({ name }) => name,
  );
  // The takeoff has deployed what is read; every other script anchors, at its end, what was left before it.
  const isDone = (name: string) => name === SCRIPTS.takeoff.name || anchored.has(leftBeforeKey(name));
  return {
    done: sending.filter(isDone),
    toCome: sending.filter((name) => !isDone(name)),
    chainId: chain.chainId,
    block: chain.clock.block,
    timestamp: Number(chain.clock.now),
    stateRoot: chain.stateRoot(),
  };
}
