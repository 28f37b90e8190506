import { distance } from "fastest-levenshtein";

/** Of five letters two may be wrong, as when two have changed places. */
const [LETTERS, SLIPS] = [5, 2];
const LONGEST_WORD = 64;

/** @returns the word that somebody who wrote `given` most likely meant, `null` if none is near */
export function nearest(given: string, known: Iterable<string>): string | null {
  if (given.length > LONGEST_WORD) return null;
  const wanted = given.toLowerCase();
  let best: { readonly word: string; readonly slips: number } | null = null;
  for (const word of known) {
    if (word === given || word.length > LONGEST_WORD) continue;
    const slips = distance(wanted, word.toLowerCase());
    const allowed = Math.max(1, Math.floor((Math.max(given.length, word.length) * SLIPS) / LETTERS));
    if (slips <= allowed && (best === null || slips < best.slips)) best = { word, slips };
  }
  return best?.word ?? null;
}
