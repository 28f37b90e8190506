const LONGEST = 80;

/** Quotes an attacker-controlled value for a message and cuts it, so that a message stays one readable line. */
export function quote(text: string, longest: number = LONGEST): string {
  return `"${shorten(text, longest)}"`;
}

/** @param near a word that is known, `null` for none */
export function didYouMean(near: string | null): string {
  return near === null ? "" : `Did you mean ${quote(near)}?  `;
}

/** Cuts a text between code points. */
export function shorten(text: string, longest: number = LONGEST): string {
  if (text.length <= longest) return text;
  return `${text
    .slice(0, longest - 1)
    .toWellFormed()
    .replace(/\uFFFD$/u, "")}…`;
}
