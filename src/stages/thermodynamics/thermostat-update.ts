import { SCRIPTS } from "../../model/scripts.ts";
import { UPDATE_FLAGS, UPDATE_INSTEAD } from "../by-hand.ts";
import { runScript } from "../script.ts";
import { setTemperature } from "./set-temperature.ts";

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
  setTemperature,
);
