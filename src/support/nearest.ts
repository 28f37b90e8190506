/** Further off than this, a word is no slip of another. */
const MOST_EDITS = 3;

/**
 * The word that was probably meant: the one with the fewest edits, and no more than a third of its letters.
 *
 * @param given attacker-controlled
 * @returns `null` if none is near
 */
export function nearest(given: string, known: readonly string[]): string | null {
  if (given.length > 64) return null;
  const ranked = known
    .map((word) => ({ word, edits: editsBetween(given, word) }))
    .filter(({ word, edits }) => edits <= Math.min(MOST_EDITS, Math.ceil(word.length / 3)))
    .sort((a, b) => a.edits - b.edits);
  return ranked[0]?.word ?? null;
}

/** Levenshtein's distance, row by row. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const [above = 0, diagonal = 0, left = 0] = [row[j + 1], row[j], next[j]];
      next.push(Math.min(above + 1, left + 1, diagonal + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
