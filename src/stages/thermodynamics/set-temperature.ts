import { clamp } from "../../economics/pid.ts";
import { OmniError } from "../../errors/error.ts";
import { FLAG } from "../../errors/flag-errors.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { Proposal } from "../../model/proposal.ts";
import { readThermostat } from "../../observe/thermostat.ts";
import type { Views } from "../../observe/views.ts";
import { setPointCall } from "../../records/set-point-call.ts";
import { formatAmount, parseAmount } from "../../support/amount.ts";
import type { ScriptContext } from "../script.ts";
import { update } from "./proposal.ts";

/** Shows or sends what brings the thermostat to what `--temperature` says. */
export function setTemperature(context: ScriptContext): Promise<string> {
  const wantedWad = temperatureFlag(context.flags.temperature);
  return update(context, "thermostat-update", (views, project) => propose(views, project, wantedWad));
}

/** @returns `null` without a flag. */
function temperatureFlag(given: unknown): bigint | null {
  if (given === undefined) return null;
  const parsed = parseAmount(String(given));
  if (parsed.ok) return parsed.wei;
  const problem = parsed.reason;
  throw new OmniError(FLAG.VALUE_REFUSED, { flag: "temperature", given: String(given), problem });
}

/** The set-point of the flag, or else the national plan's initial temperature; it ends what delay policies have raised. */
async function propose(views: Views, { national }: Project, wantedWad: bigint | null): Promise<Proposal[]> {
  const baseWad = wantedWad ?? national.governance.thermostat.initialTemperatureWad;
  const now = await readThermostat(views);
  if (now.baseWad === baseWad && now.raiseWad === 0n) return [];
  const afterWad = clamp(baseWad + now.outputWad, now.minWad, now.maxWad);
  const effect = (name: string, before: bigint, after: bigint) => ({
    name,
    before: formatAmount(before),
    after: formatAmount(after),
  });
  return [
    {
      call: setPointCall(baseWad),
      effects: [
        effect("base", now.baseWad, baseWad),
        ...(now.raiseWad > 0n ? [effect("raised by delay policies", now.raiseWad, 0n)] : []),
        effect("temperature", now.temperatureWad, afterWad),
      ],
    },
  ];
}
