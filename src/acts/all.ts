import { FOLDERS } from "../model/layout.ts";
import type { Chosen } from "../model/manifest.ts";
import type { TransactingStage } from "../model/plan.ts";
import type { ScriptId } from "../model/scripts.ts";
import type { Reading, Sending } from "./act.ts";
import { integerIn, pathIn } from "./chosen.ts";
import { runGlobal } from "./global/run-global.ts";
import { type KitPlaces, type KitRecipe, NATIONAL_KIT, PLANETARY_KIT, placesOf } from "./kit/layer-kit.ts";
import { parametersIn, proposeParameters } from "./owner/change-params.ts";
import { pauseIn, proposePause } from "./owner/change-pause.ts";
import { proposeRoles, roleChangeIn } from "./owner/change-roles.ts";
import { COMMAND_CENTER } from "./owner/command-center.ts";
import { dashboard } from "./owner/dashboard.ts";
import { diagram } from "./owner/diagram.ts";
import { MISSION_CONTROL } from "./owner/mission-control.ts";
import { PARAMETERS } from "./owner/parameters.ts";
import { rehearsePause } from "./owner/rehearse-pause.ts";
import { copyOf, type OwnerReport, readReport, reportArtefacts } from "./owner/report.ts";
import { settleOwner } from "./owner/settle.ts";
import { runTakeoff } from "./takeoff/run-takeoff.ts";
import { measureAndSteer } from "./thermodynamics/measure-and-steer.ts";
import { proposeRewards, wantedOf } from "./thermodynamics/set-rewards.ts";
import { proposeTemperature } from "./thermodynamics/set-temperature.ts";
import { executeUpdate } from "./update.ts";

/** What a script does, by what it needs for it. */
export type Act =
  | { readonly kind: "sends"; readonly act: Sending; readonly settles?: TransactingStage }
  | { readonly kind: "reads"; readonly act: Reading }
  | { readonly kind: "kit"; readonly recipe: KitRecipe; readonly places: KitPlaces };

/**
 * What every script that leaves something does.
 *
 * Each throws TypeError for what cannot have been chosen; `chosen` is attacker-controlled.
 */
export const ACTS: Readonly<Record<Exclude<ScriptId, "dossier">, (chosen: Chosen) => Act>> = {
  takeoff: () => ({ kind: "sends", act: runTakeoff, settles: "takeoff" }),
  global: () => ({ kind: "sends", act: runGlobal, settles: "global" }),
  nationalKit: (chosen) => ({ kind: "kit", recipe: NATIONAL_KIT, places: placesOf("national", chosen) }),
  planetaryKit: (chosen) => ({ kind: "kit", recipe: PLANETARY_KIT, places: placesOf("planetary", chosen) }),
  pauseTest: () => ({ kind: "sends", act: rehearsePause }),
  commandCenter: report(COMMAND_CENTER),
  missionControl: report(MISSION_CONTROL),
  parameters: report(PARAMETERS),
  diagram: (chosen) => ({ kind: "reads", act: diagram(pathIn(chosen, "out", null)) }),
  dashboard: (chosen) => ({ kind: "reads", act: dashboard(pathIn(chosen, "out", null)) }),
  settle: () => ({ kind: "sends", act: settleOwner, settles: "owner" }),
  thermodynamics: (chosen) => ({
    kind: "sends",
    act: measureAndSteer(pathIn(chosen, "root", FOLDERS.national)),
    settles: "thermodynamics",
  }),
  thermostatUpdate: (chosen) => ({
    kind: "sends",
    act: executeUpdate("thermostat-update", proposeTemperature(integerIn(chosen, "temperature"))),
  }),
  ownerParams: (chosen) => ({
    kind: "sends",
    act: executeUpdate("owner-params", proposeParameters(parametersIn(chosen))),
  }),
  ownerRoles: (chosen) => ({
    kind: "sends",
    act: executeUpdate("owner-roles", proposeRoles(roleChangeIn(chosen))),
  }),
  ownerPause: (chosen) => ({
    kind: "sends",
    act: executeUpdate("owner-switch", proposePause(pauseIn(chosen))),
  }),
  rewardEngineUpdate: (chosen) => ({
    kind: "sends",
    act: executeUpdate("reward-engine-update", proposeRewards(wantedOf(chosen))),
  }),
};

function report<Model>(described: OwnerReport<Model>): (chosen: Chosen) => Act {
  return (chosen) => {
    const copy = copyOf(chosen);
    return {
      kind: "reads",
      async act(views, scene) {
        const { forms } = await readReport(described, views, scene);
        return { artefacts: reportArtefacts(described.name, forms, copy), summary: "" };
      },
    };
  };
}
