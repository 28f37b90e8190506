import { sha256OfText } from "./digest.ts";
import { escapeToken } from "./json-difference.ts";

/** One part of a text: a value of a JSON document by its pointer, or a line by its number. */
interface Part {
  readonly place: string;
  readonly content: string;
}

/** A document is cut as deep as gives no more parts than this, so that an outline stays a line that people can scroll over. */
const MOST_PARTS = 96;
const DEEPEST = 4;
/** Beyond this a text has no outline. */
const LONGEST_TEXT = 4 * 2 ** 20;
const MOST_LINES = 10_000;
/** Of a part's digest, in hex digits: it only has to tell one part from its neighbour's change. */
const DIGITS = 6;

/**
 * A short digest of each part of a text, in the text's order: `json2:` and six digits for each value two levels deep, `lines:`
 * and six for each line. It says of another text where it differs first, without the text that it was made of.
 *
 * @returns "" for a text that is too long
 */
export function outlineOf(path: string, text: string): string {
  if (text.length > LONGEST_TEXT) return "";
  const document = path.endsWith(".json") ? parse(text) : undefined;
  if (document === undefined) return digestsOf("lines", linesOf(text));
  const depth = deepestThatFits(document.value);
  return digestsOf(`json${depth}`, valuesAt(document.value, depth));
}

/**
 * @param outline of the text that was expected
 * @param text that was found
 * @returns where it differs first; `null` if the outline does not tell
 */
export function firstPlace(outline: string, path: string, text: string): string | null {
  const [kind = "", digests = ""] = outline.split(":");
  const parts = partsOf(kind, path, text);
  const differing = parts.findIndex(
    (part, index) => digestOf(part) !== digests.slice(index * DIGITS, (index + 1) * DIGITS),
  );
  if (differing >= 0) return parts[differing]?.place ?? null;
  return digests.length > parts.length * DIGITS && parts.length > 0 ? `after ${parts.at(-1)?.place}` : null;
}

function partsOf(kind: string, path: string, text: string): readonly Part[] {
  if (kind === "lines") return linesOf(text);
  const depth = /^json(\d)$/.exec(kind)?.[1];
  const document = path.endsWith(".json") ? parse(text) : undefined;
  return depth === undefined || document === undefined ? [] : valuesAt(document.value, Number(depth));
}

function digestsOf(kind: string, parts: readonly Part[]): string {
  return parts.length > MOST_LINES ? "" : `${kind}:${parts.map(digestOf).join("")}`;
}

function digestOf({ place, content }: Part): string {
  return sha256OfText(`${place}\n${content}`).slice(0, DIGITS);
}

function linesOf(text: string): Part[] {
  return text.split("\n").map((content, index) => ({ place: `line ${index + 1}`, content }));
}

function deepestThatFits(value: unknown): number {
  let depth = 0;
  while (depth < DEEPEST && valuesAt(value, depth + 1).length <= MOST_PARTS) depth += 1;
  return depth;
}

/** Whole values at the depth, and above it those that have nothing inside. */
function valuesAt(value: unknown, depth: number, pointer = ""): Part[] {
  const inside = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (depth === 0 || inside.length === 0) return [{ place: pointer || "/", content: JSON.stringify(value) }];
  return inside.flatMap(([key, inner]) => valuesAt(inner, depth - 1, `${pointer}/${escapeToken(key)}`));
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
