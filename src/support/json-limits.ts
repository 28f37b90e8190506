/** Bounds on a JSON text, so that a stranger's costs no more to parse than it may. */
export interface JsonLimits {
  /** How many brackets may be open at once. */
  readonly depth: number;
  /** How many values there may be: each takes tens of bytes, of whichever few it is written in. */
  readonly values: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Counts brackets and commas outside of strings. Done before parsing, because a parser takes minutes over brackets that
 * nest a million deep, and a gigabyte for a few megabytes of them side by side.
 *
 * @param text attacker-controlled; whether it is JSON is for the parser to say.
 * @returns what there is too much of; `undefined` if there is not.
 */
export function overJsonLimit(text: string, limits: JsonLimits): keyof JsonLimits | undefined {
  let depth = 0;
  let values = 1;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = endOfString(text, index);
    else if (code === COMMA) values += 1;
    else if (CLOSING.has(code)) depth -= 1;
    else if (OPENING.has(code)) {
      depth += 1;
      values += 1;
    }
    if (depth > limits.depth) return "depth";
    if (values > limits.values) return "values";
  }
  return undefined;
}

/** @returns where the string that begins at `start` ends, or the text does. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
