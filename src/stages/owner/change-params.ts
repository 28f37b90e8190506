import { chosenOf } from "../../acts/chosen.ts";
import { proposeParameters, type WantedParameter, wantedParameters } from "../../acts/owner/change-params.ts";
import { OmniError } from "../../errors/error.ts";
import { FLAG } from "../../errors/flag-errors.ts";
import { update } from "../by-hand.ts";
import type { ScriptContext } from "../script.ts";

/** Shows or sends what `--set` says. */
export function changeParameters(context: ScriptContext): Promise<string> {
  const set = String(context.flags.set ?? "");
  return update(context, "owner-params", proposeParameters(setFlag(set)), chosenOf({ set }));
}

function setFlag(given: string): readonly WantedParameter[] {
  try {
    return wantedParameters(given);
  } catch (error) {
    const problem = (error as Error).message;
    throw new OmniError(FLAG.VALUE_REFUSED, { flag: "set", given, problem });
  }
}
