/** Where two JSON values first differ; a side that lacks the place is `undefined`. */
export interface JsonDifference {
  /** RFC 6901. */
  readonly pointer: string;
  readonly a: unknown;
  readonly b: unknown;
}

/**
 * Walks two values side by side: arrays by index, objects by the keys of `a` in their order, then those of `b` alone.
 * Keeps its own stack, because hostile documents nest deeper than calls can.
 */
export function firstDifference(a: unknown, b: unknown): JsonDifference | undefined {
  const pending: JsonDifference[] = [{ pointer: "", a, b }];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    if (pair.a === pair.b) continue;
    const children = childrenOf(pair);
    if (children === undefined) return pair;
    for (const child of children.toReversed()) pending.push(child);
  }
  return undefined;
}

/** @returns `undefined` unless both sides are objects or both are arrays. */
function childrenOf({ pointer, a, b }: JsonDifference): JsonDifference[] | undefined {
  if (!isContainer(a) || !isContainer(b) || Array.isArray(a) !== Array.isArray(b)) return undefined;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].map((key) => ({
    pointer: `${pointer}/${escapeToken(key)}`,
    a: own(a, key),
    b: own(b, key),
  }));
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function own(container: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(container, key) ? container[key] : undefined;
}

/** RFC 6901 §3: `~` and `/` within a key. */
export function escapeToken(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
