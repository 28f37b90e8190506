/** Where on a chain something stands. */
interface Placed {
  readonly block: number;
  readonly index: number;
}

/** Sorts into the chain's order: earlier block first, then earlier in the block. */
export function byPlace(a: Placed, b: Placed): number {
  return a.block - b.block || a.index - b.index;
}
