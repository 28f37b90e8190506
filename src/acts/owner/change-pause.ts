import type { Chosen } from "../../model/manifest.ts";
import { view } from "../../observe/views.ts";
import { textIn } from "../chosen.ts";
import type { Propose } from "../update.ts";

export type PauseChange = "pause" | "resume";

/** @throws TypeError if neither was chosen. */
export function pauseIn(chosen: Chosen): PauseChange {
  const change = textIn(chosen, "change");
  if (change === "pause" || change === "resume") return change;
  throw new TypeError("neither pause nor resume was chosen");
}

/** Stops every module, or has them go on. */
export function proposePause(change: PauseChange): Propose {
  return async (views) => {
    const [answer] = await views.read([view("SystemPause", "paused")]);
    const paused = answer?.[0] === true;
    if (paused === (change === "pause")) return [];
    const state = (stopped: boolean) => (stopped ? "paused" : "running");
    return [
      {
        call: { contract: "SystemPause", function: change, args: [] },
        effects: [{ name: "system", before: state(paused), after: state(!paused) }],
      },
    ];
  };
}
