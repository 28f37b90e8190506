import { TICK_FORMULAS } from "../../src/economics/pace.ts";
import type { ThermostatCourse } from "../../src/model/ticks.ts";

/** Of a layer during which the thermostat never ticked. */
export const NO_TICKS: ThermostatCourse = {
  cadence: { intervalSeconds: 86_400n, most: 32, formula: "" },
  supplied: null,
  formulas: TICK_FORMULAS,
  ticks: [],
  transactions: [],
};
