import { chosenOf } from "../../acts/chosen.ts";
import { proposeTemperature } from "../../acts/thermodynamics/set-temperature.ts";
import { OmniError } from "../../errors/error.ts";
import { FLAG } from "../../errors/flag-errors.ts";
import { parseAmount } from "../../support/amount.ts";
import { update } from "../by-hand.ts";
import type { ScriptContext } from "../script.ts";

/** Shows or sends what brings the thermostat to what `--temperature` says. */
export function setTemperature(context: ScriptContext): Promise<string> {
  const wantedWad = temperatureFlag(context.flags.temperature);
  const chosen = chosenOf({ temperature: wantedWad === null ? null : String(wantedWad) });
  return update(context, "thermostat-update", proposeTemperature(wantedWad), chosen);
}

/** @returns `null` without a flag. */
function temperatureFlag(given: unknown): bigint | null {
  if (given === undefined) return null;
  const parsed = parseAmount(String(given));
  if (parsed.ok) return parsed.wei;
  const problem = parsed.reason;
  throw new OmniError(FLAG.VALUE_REFUSED, { flag: "temperature", given: String(given), problem });
}
