import { sha256OfText } from "../support/digest.ts";

/**
 * A number that a rehearsal draws instead of throwing dice: `h mod limit` for the first eight bytes h (big-endian) of
 * SHA-256("omnisovereign/" + what + "/1\n" + the sources, joined by "\n"). Whoever has the plan draws the same.
 *
 * @param limit above zero; far below 2^64, so that each number is as likely as the next.
 */
export function drawnBelow(limit: bigint, what: string, sources: readonly string[]): bigint {
  const digest = sha256OfText(`omnisovereign/${what}/1\n${sources.join("\n")}`);
  return BigInt(`0x${digest.slice(0, 16)}`) % limit;
}
