/** What {@link drawsOf} computes, for whoever draws it again. */
export const DRAW_FORMULA =
  'sfc32 (Doty-Humphrey, PractRand) whose three words and counter 1 are the first twelve bytes of SHA-256("omnisovereign/simulate/1\\n" + the sources, joined by "\\n"), after twelve draws that are thrown away; a draw below a limit is its remainder';

/** A stream of draws: each is below its limit. */
export type Draws = (limit: number) => number;

/**
 * The stream of draws that its sources name. 32-bit integers all the way, hence the same on every machine.
 *
 * @param digest lower-case hex SHA-256 of the sources, see {@link DRAW_FORMULA}
 * @returns draws below limits that are far below 2^32, so that each number is about as likely as the next
 */
export function drawsOf(digest: string): Draws {
  let a = wordAt(digest, 0);
  let b = wordAt(digest, 1);
  let c = wordAt(digest, 2);
  let counter = 1;
  const next = (): number => {
    const drawn = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + drawn) | 0;
    return drawn >>> 0;
  };
  for (let thrown = 0; thrown < 12; thrown++) next();
  return (limit) => next() % limit;
}

function wordAt(digest: string, place: number): number {
  return Number.parseInt(digest.slice(8 * place, 8 * place + 8), 16) | 0;
}
