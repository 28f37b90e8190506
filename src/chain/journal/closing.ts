import { SCRIPTS } from "../../model/scripts.ts";
import type { BlockIntent, Journal, JournalBlock } from "./journal.ts";

/** Whether a block was mined after the stages' last: what a dossier holds is closed by then. */
export function isClosing({ script }: Pick<BlockIntent, "script">): boolean {
  return script === SCRIPTS.dossier.name;
}

/** @returns the journal as the stages left it, which is what a dossier holds. */
export function beforeClosing({ header, blocks }: Journal): Journal {
  return { header, blocks: blocks.slice(0, blocks.length - closingOf({ blocks }).length) };
}

/** @returns the blocks in which roots of closed dossiers were anchored; nothing comes after them. */
export function closingOf({ blocks }: Pick<Journal, "blocks">): readonly JournalBlock[] {
  return blocks.slice(blocks.findLastIndex((block) => !isClosing(block)) + 1);
}
