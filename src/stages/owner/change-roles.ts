import { chosenOf } from "../../acts/chosen.ts";
import { proposeRoles, roleChangeIn } from "../../acts/owner/change-roles.ts";
import { OmniError } from "../../errors/error.ts";
import { FLAG } from "../../errors/flag-errors.ts";
import { chosenOne, update } from "../by-hand.ts";
import type { ScriptContext } from "../script.ts";

/** Shows or sends what the flags say of roles. */
export function changeRoles(context: ScriptContext): Promise<string> {
  const kind = chosenOne(context, ["grant", "revoke", "cancel"] as const);
  const { flags } = context;
  const holder = kind === "cancel" ? null : textFlag(context, kind === "grant" ? "to" : "from");
  const delay = kind === "grant" && flags.delay !== undefined ? secondsFlag(flags.delay) : null;
  const chosen = chosenOf({ [kind]: textFlag(context, kind), holder, delay });
  return update(context, "owner-roles", proposeRoles(roleChangeIn(chosen)), chosen);
}

function textFlag({ flags }: ScriptContext, flag: string): string {
  const given = flags[flag];
  if (typeof given === "string" && given !== "") return given;
  throw new OmniError(FLAG.VALUE_REFUSED, { flag, given: "", problem: "says nothing" });
}

/** Of the AccessManager, which keeps it in 32 bits. */
function secondsFlag(given: unknown): string {
  const text = String(given);
  if (/^\d{1,10}$/.test(text) && Number(text) < 2 ** 32) return text;
  throw new OmniError(FLAG.VALUE_REFUSED, { flag: "delay", given: text, problem: "is no number of seconds" });
}
