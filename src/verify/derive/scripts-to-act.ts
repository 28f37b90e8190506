import type { Journal } from "../../chain/journal/journal.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import { CATALOGUE } from "../../run/catalogue.ts";
import type { ActingScript } from "./act-again.ts";

/** In the order of a run, those that a person starts last. */
const RANKED: readonly ActingScript[] = rankedScripts();

/**
 * Which scripts made a dossier, in their order: by their blocks, and among those that read the chain at one block in the order
 * of a run.
 *
 * @param named attacker-controlled; if none are, a whole run is meant.
 */
export function scriptsToAct({ blocks }: Journal, named: readonly string[]): readonly ActingScript[] {
  const firstOf = new Map<string, number>();
  for (const { number, script } of blocks) if (!firstOf.has(script)) firstOf.set(script, number);
  const run = CATALOGUE.flatMap(({ scripts }) => scripts.map(({ name }) => name));
  const wanted = new Set([...firstOf.keys(), ...(named.length > 0 ? named : run)]);
  let block = 0;
  const placed = RANKED.filter((id) => wanted.has(SCRIPTS[id].name)).map((id) => {
    block = firstOf.get(SCRIPTS[id].name) ?? block;
    return { id, block };
  });
  return placed.toSorted((a, b) => a.block - b.block).map(({ id }) => id);
}

function rankedScripts(): ActingScript[] {
  const ids = Object.keys(SCRIPTS).filter((id) => id !== "dossier") as ActingScript[];
  const run = CATALOGUE.flatMap(({ scripts }) => scripts.map(({ name }) => name));
  const rank = (id: ActingScript) => {
    const place = run.indexOf(SCRIPTS[id].name);
    return place === -1 ? run.length : place;
  };
  return ids.toSorted((a, b) => rank(a) - rank(b));
}
