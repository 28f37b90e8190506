import { clamp } from "../../economics/pid.ts";
import { OmniError } from "../../errors/error.ts";
import { FLAG } from "../../errors/flag-errors.ts";
import type { Project } from "../../model/plan.ts";
import type { Proposal } from "../../model/proposal.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import { readThermostat } from "../../observe/thermostat.ts";
import type { Views } from "../../observe/views.ts";

import { setPointCall } from "../../records/set-point-call.ts";
import { formatAmount, parseAmount } from "../../support/amount.ts";
import { runScript } from "../script.ts";
import { UPDATE_FLAGS, UPDATE_INSTEAD, update } from "./proposal.ts";

await runScript(
  {
    stage: SCRIPTS.thermostatUpdate.stage,
    script: SCRIPTS.thermostatUpdate.name,
    does: "Shows what a new set-point of the thermostat would change; sends it with --execute.",
    flags: {
      ...UPDATE_FLAGS,
      temperature: {
        value: "degrees",
        says: "the set-point",
        otherwise: "the national plan's initial temperature",
      },
    },
    instead: UPDATE_INSTEAD,
  },
  (context) => {
    const wantedWad = temperatureFlag(context.flags.temperature);
    return update(context, "thermostat-update", (views, project) => propose(views, project, wantedWad));
  },
);

/** @returns `null` without a flag. */
function temperatureFlag(given: unknown): bigint | null {
  if (given === undefined) return null;
  const parsed = parseAmount(String(given));
  if (parsed.ok) return parsed.wei;
  const problem = parsed.reason;
  throw new OmniError(FLAG.VALUE_REFUSED, { flag: "temperature", given: String(given), problem });
}

/** The set-point of the flag, or else the national plan's initial temperature. */
async function propose(views: Views, { national }: Project, wantedWad: bigint | null): Promise<Proposal[]> {
  const baseWad = wantedWad ?? national.governance.thermostat.initialTemperatureWad;
  const now = await readThermostat(views);
  if (now.baseWad === baseWad) return [];
  const afterWad = clamp(baseWad + now.outputWad, now.minWad, now.maxWad);
  return [
    {
      call: setPointCall(baseWad),
      effects: [
        { name: "base", before: formatAmount(now.baseWad), after: formatAmount(baseWad) },
        { name: "temperature", before: formatAmount(now.temperatureWad), after: formatAmount(afterWad) },
      ],
    },
  ];
}
