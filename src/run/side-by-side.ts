import type { Script } from "./catalogue.ts";

/** Splits a step's scripts, in order, into those that may run beside each other; each group waits for the one before. */
export function groupsOf(scripts: readonly Script[]): readonly (readonly Script[])[] {
  const groups: Script[][] = [];
  for (const script of scripts) {
    const group = groups.at(-1);
    if (script.beside && group?.at(-1)?.beside) group.push(script);
    else groups.push([script]);
  }
  return groups;
}

/** Does the work for each item, in order, at most `limit` at once. */
export async function forEachAtMost<Item>(
  limit: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}
