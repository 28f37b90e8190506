import type { LayerId } from "../model/plan.ts";
import type { LayerCourse } from "../model/thermodynamics.ts";
import type { ThermostatCourse } from "../model/ticks.ts";

/** How the thermostat ticked while a layer's jobs ran, as reports show it. */
export function layerCourse(layer: LayerId, { cadence, supplied, ticks }: ThermostatCourse): LayerCourse {
  return {
    layer,
    intervalSeconds: cadence.intervalSeconds,
    most: cadence.most,
    supplied: supplied?.used ?? 0,
    ticks,
  };
}
