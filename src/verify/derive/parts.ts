import type { Journal } from "../../chain/journal/journal.ts";
import type { StageManifest } from "../../model/manifest.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import { CATALOGUE } from "../../run/catalogue.ts";
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
 * there, and otherwise the order is that of a run.
 *
 * @param manifests attacker-controlled; if there are none, a whole run is meant.
 */
export function partsOf({ blocks }: Journal, manifests: readonly StageManifest[]): readonly Part[] {
  const told = new Map(manifests.map((manifest) => [manifest.script, manifest]));
  const firstOf = new Map(blocks.toReversed().map(({ script, number }) => [script, number]));
  const lastOf = new Map(blocks.map(({ script, number }) => [script, number]));
  const wanted = new Set([...firstOf.keys(), ...(manifests.length > 0 ? told.keys() : RUN)]);
  let reached = 1;
  const placed = RANKED.filter((id) => wanted.has(SCRIPTS[id].name)).map((id) => {
    const { name, chain } = SCRIPTS[id];
    const manifest = told.get(name);
    const first = firstOf.get(name);
    const readAt = manifest?.readAt;
    const before = first ?? (readAt === undefined ? reached : readAt + 1);
    reached = (lastOf.get(name) ?? reached - 1) + 1;
    const sends = chain === "transacts" && first !== undefined;
    return { id, chosen: manifest?.chosen ?? {}, before, turn: sends || readAt === undefined ? 1 : 0 };
  });
  return placed
    .toSorted((a, b) => a.before - b.before || a.turn - b.turn)
    .map(({ id, chosen }) => ({ id, chosen }));
}
