import { chosenOf } from "../../acts/chosen.ts";
import { proposePause } from "../../acts/owner/change-pause.ts";
import { chosenOne, update } from "../by-hand.ts";
import type { ScriptContext } from "../script.ts";

/** Shows or sends the owner's pause or its end. */
export function changePause(context: ScriptContext): Promise<string> {
  const change = chosenOne(context, ["pause", "resume"] as const);
  return update(context, "owner-switch", proposePause(change), chosenOf({ change }));
}
