import { CHAIN } from "../../errors/chain-errors.ts";
import { OmniError } from "../../errors/error.ts";
import type { StageManifest } from "../../model/manifest.ts";

/** A journal's blocks in order, as far as a manifest leans on them. */
export type Roots = readonly { readonly stateRoot: string }[];

/** Whether the chain still has the blocks that a script says it mined. */
export function isOfChain({ blocks }: Pick<StageManifest, "blocks">, journal: Roots): boolean {
  return blocks === null || journal[blocks.last - 1]?.stateRoot === blocks.stateRoot;
}

/**
 * For whoever builds on the blocks that a script mined.
 *
 * @throws OMNI3044 if the journal has lost them
 */
export function requireOfChain(manifest: Pick<StageManifest, "script" | "blocks">, journal: Roots): void {
  const { script, blocks } = manifest;
  if (blocks === null || isOfChain(manifest, journal)) return;
  throw new OmniError(CHAIN.JOURNAL_LOST, { script, last: blocks.last, blocks: journal.length });
}
