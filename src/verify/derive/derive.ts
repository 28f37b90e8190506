import type { Journal } from "../../chain/journal/journal.ts";
import type { Retrace } from "../../chain/rehearsal/retrace.ts";
import type { ReadManifest } from "../../dossier/stage-manifest.ts";
import { CHAIN } from "../../errors/chain-errors.ts";
import { OmniError } from "../../errors/error.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { StageManifest } from "../../model/manifest.ts";
import type { Receipt } from "../../model/receipts.ts";
import { reportPath } from "../../support/payload.ts";
import { toOmniError } from "../../system/error-text.ts";
import { actAgain } from "./act-again.ts";
import { deriveIndex } from "./derive-index.ts";
import { type DerivedFile, DerivedFiles } from "./derived-files.ts";
import { partsOf } from "./parts.ts";

/** All that a dossier is made again from. */
export interface Origins {
  /** The plans of the payload. */
  readonly project: Project;
  readonly journal: Journal;
  /** The journal's chain, to be acted on from its first block. */
  readonly chain: Retrace;
  /** Of the payload, for who acted, when, and what was chosen; none if nobody knows. Attacker-controlled. */
  readonly manifests: readonly StageManifest[];
  /** Of the payload, for what was there before it was made again by hand. Attacker-controlled. */
  readonly anchors?: readonly Receipt<"anchored">[];
}

export interface Derivation {
  /** What was made again, in the order in which it was made. */
  readonly files: readonly DerivedFile[];
  /** Why no more was made; `null` if all was. */
  readonly stopped: OmniError | null;
}

/**
 * Makes everything of a dossier again from its plans and its journal: each script acts once more, by its own code, on
 * the chain as it was replayed, where it can send nothing but what the journal holds, and finds what the scripts before it
 * left here.
 *
 * Proves that journal and files are what plans and code make. Never throws.
 */
export async function derive(origins: Origins): Promise<Derivation> {
  const { project, journal, chain } = origins;
  const files = new DerivedFiles();
  const manifests: ReadManifest[] = [];
  try {
    for (const part of partsOf(journal, origins.manifests, origins.anchors)) {
      const made = await actAgain({ project, chain, files, manifests }, part);
      const older = manifests.findIndex(({ path }) => path === made.path);
      if (older === -1) manifests.push(made);
      else forget(files, manifests.splice(older, 1, made), made);
    }
    requireWhole(chain.clock.block, journal);
    deriveIndex(files, { project, journal, manifests });
    return { files: files.all, stopped: null };
  } catch (thrown) {
    return { files: files.all, stopped: toOmniError(thrown, "") };
  }
}

/** What a script left, and did not leave when it acted once more. */
function forget(files: DerivedFiles, older: readonly ReadManifest[], { manifest }: ReadManifest): void {
  const kept = new Set(manifest.outputs.map(({ path }) => path));
  const left = older.flatMap((each) => each.manifest.outputs.map(({ path }) => path));
  for (const path of left) if (!kept.has(path)) files.remove(reportPath(path));
}

/** @throws OMNI3064 if the journal goes on after the last script. */
function requireWhole(block: number, { blocks }: Journal): void {
  const next = blocks[block];
  if (next === undefined) return;
  const shown = { what: "the journal's", expected: "end", found: `a block of "${next.script}"` };
  throw new OmniError(CHAIN.JOURNAL_DEPARTS, { block: next.number, script: next.script, ...shown });
}
