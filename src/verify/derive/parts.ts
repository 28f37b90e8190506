import type { Journal } from "../../chain/journal/journal.ts";
import type { StageManifest } from "../../model/manifest.ts";
import { type Receipt, receiptPath } from "../../model/receipts.ts";
import { SCRIPTS, scriptSlug } from "../../model/scripts.ts";
import { CATALOGUE } from "../../run/catalogue.ts";
import { firstDifference } from "../../support/json-difference.ts";
import type { ActingScript, Part } from "./act-again.ts";

const RUN: readonly string[] = CATALOGUE.flatMap(({ scripts }) => scripts.map(({ name }) => name));

/** In the order of a run; those that only a person starts come last. */
const RANKED: readonly ActingScript[] = (Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[])
  .filter((id) => id !== "dossier")
  .toSorted((a, b) => rankOf(a) - rankOf(b));

function rankOf(id: ActingScript): number {
  const place = RUN.indexOf(SCRIPTS[id].name);
  return place === -1 ? RUN.length : place;
}

/**
 * Which scripts made a dossier, in their order: by the block before which they began; who only reads comes before who sends
 * there, and otherwise the order is that of a run. Who left something that an anchor has, and leaves something else now, acted
 * twice: as in a run before that anchor, and as its manifest says after it.
 *
 * @param manifests attacker-controlled, as `anchors` are; if there are none, a whole run is meant.
 */
export function partsOf(
  { blocks }: Journal,
  manifests: readonly StageManifest[],
  anchors: readonly Receipt<"anchored">[] = [],
): readonly Part[] {
  const told = new Map(manifests.map((manifest) => [manifest.script, manifest]));
  const firstOf = new Map(blocks.toReversed().map(({ script, number }) => [script, number]));
  const lastOf = new Map(blocks.map(({ script, number }) => [script, number]));
  const wanted = new Set([...firstOf.keys(), ...(manifests.length > 0 ? told.keys() : RUN)]);
  let reached = 1;
  const placed = RANKED.filter((id) => wanted.has(SCRIPTS[id].name)).flatMap((id): Placed[] => {
    const { name } = SCRIPTS[id];
    const found = {
      first: firstOf.get(name),
      reached,
      anchored: anchoredOf(told.get(name), anchors, firstOf),
    };
    reached = (lastOf.get(name) ?? reached - 1) + 1;
    return placesOf(id, told.get(name), found);
  });
  return placed
    .toSorted((a, b) => a.before - b.before || a.turn - b.turn)
    .map(({ id, chosen }) => ({ id, chosen }));
}

interface Placed extends Part {
  /** The block before which it acts. */
  readonly before: number;
  /** At one block, who reads has the turn before who sends. */
  readonly turn: 0 | 1;
}

/** What an anchor has of a script. */
interface AnchoredAt {
  /** The first block of the script that anchored it. */
  readonly block: number;
  /** Whether the script's manifest still says the same. */
  readonly holds: boolean;
}

interface Found {
  /** The script's own first block. */
  readonly first: number | undefined;
  /** The block after those of the scripts before it. */
  readonly reached: number;
  readonly anchored: readonly AnchoredAt[];
}

function placesOf(
  id: ActingScript,
  manifest: StageManifest | undefined,
  { first, reached, anchored }: Found,
): Placed[] {
  const { chosen = {}, readAt } = manifest ?? {};
  if (first !== undefined) {
    const sends = SCRIPTS[id].chain === "transacts" || readAt === undefined;
    return [{ id, chosen, before: first, turn: sends ? 1 : 0 }];
  }
  const earlier = anchored.filter(({ holds }) => !holds);
  const again = anchored.find(({ holds }) => holds)?.block ?? Number.MAX_SAFE_INTEGER;
  const usual = earlier.length === 0 ? reached : again;
  const turn = readAt === undefined ? 1 : 0;
  return [
    ...earlier.map(({ block }) => ({ id, chosen: {}, before: block, turn }) as const),
    { id, chosen, before: readAt === undefined ? usual : readAt + 1, turn },
  ];
}

function anchoredOf(
  manifest: StageManifest | undefined,
  anchors: readonly Receipt<"anchored">[],
  firstOf: ReadonlyMap<string, number>,
): AnchoredAt[] {
  if (manifest === undefined) return [];
  return [...firstOf]
    .flatMap(([by, block]) => {
      const path = receiptPath("anchored", scriptSlug(by));
      const own = anchors.filter((anchor) => anchor.path === path).flatMap(({ document }) => document.left);
      return own
        .filter(({ script }) => script === manifest.script)
        .map(({ outputs }) => ({ block, holds: firstDifference(outputs, manifest.outputs) === undefined }));
    })
    .toSorted((a, b) => a.block - b.block);
}
