import type { Leavings } from "../act.ts";

/** Does nothing itself: what is due is settled at every sending script's end. */
export async function settleOwner(): Promise<Leavings> {
  const summary = "the coordination jobs that are due by the owner stage are settled";
  return { artefacts: new Map(), summary };
}
