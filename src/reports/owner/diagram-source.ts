import type { Wiring } from "../../model/owner.ts";

/** Which block a diagram tells of. */
export function sourceOf({ reading: { chainId, block, stateRoot } }: Wiring): string {
  return `chain ${chainId}, block ${block}, state root ${stateRoot}`;
}
