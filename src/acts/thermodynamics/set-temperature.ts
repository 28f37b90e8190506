import { clamp } from "../../economics/pid.ts";
import { readThermostat } from "../../observe/thermostat.ts";
import { setPointCall } from "../../records/set-point-call.ts";
import { formatAmount } from "../../support/amount.ts";
import type { Propose } from "../update.ts";

/**
 * Brings the thermostat to a set-point, which ends what delay policies have raised.
 *
 * @param wantedWad `null` for the national plan's initial temperature.
 */
export function proposeTemperature(wantedWad: bigint | null): Propose {
  return async (views, { national }) => {
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
  };
}
