import { type Markdown, text } from "./markdown.ts";

/** What a page says first: whether all went as it should, and what did not. Texts are attacker-controlled. */
export interface Verdict {
  readonly lead: string;
  readonly told: string;
}

/** How a verdict begins where something is not as it should be. */
export const AMISS = "Not as it should be:";

/** So many faults are named; the page tells of the others. */
const MOST_NAMED = 5;

/**
 * @param faults what did not go as it should, a few words each.
 * @param told what the page is about, in one or two sentences.
 */
export function verdictOf(
  faults: readonly string[],
  told: string,
  fine = "All went as it should.",
  amiss = AMISS,
): Verdict {
  if (faults.length === 0) return { lead: fine, told };
  const named = faults.slice(0, MOST_NAMED).join("; ");
  const left = faults.length - MOST_NAMED;
  return { lead: amiss, told: `${named}${left > 0 ? `; and ${left} more` : ""}. ${told}` };
}

export function verdictMarkdown({ lead, told }: Verdict): string {
  return `${`**${text(lead)}** ${text(told)}` as Markdown}\n`;
}
