import { FOLDERS, PATHS } from "../model/layout.ts";
import type { LayerId, TransactingStage } from "../model/plan.ts";
import type { ScriptId } from "../model/scripts.ts";
import { artefactPath } from "../support/paths.ts";
import type { Reading, Sending } from "./act.ts";
import { runGlobal } from "./global/run-global.ts";
import { type KitPlaces, type KitRecipe, NATIONAL_KIT, PLANETARY_KIT } from "./kit/layer-kit.ts";
import { COMMAND_CENTER } from "./owner/command-center.ts";
import { dashboard } from "./owner/dashboard.ts";
import { diagram } from "./owner/diagram.ts";
import { MISSION_CONTROL } from "./owner/mission-control.ts";
import { PARAMETERS } from "./owner/parameters.ts";
import { rehearsePause } from "./owner/rehearse-pause.ts";
import { type OwnerReport, readReport, reportArtefacts } from "./owner/report.ts";
import { settleOwner } from "./owner/settle.ts";
import { runTakeoff } from "./takeoff/run-takeoff.ts";
import { measureAndSteer } from "./thermodynamics/measure-and-steer.ts";
import { proposeRewards } from "./thermodynamics/set-rewards.ts";
import { proposeTemperature } from "./thermodynamics/set-temperature.ts";
import { executeUpdate } from "./thermodynamics/update.ts";

/** What a script does, by what it needs for it. */
export type Act =
  | { readonly kind: "sends"; readonly act: Sending; readonly settles?: TransactingStage }
  | { readonly kind: "reads"; readonly act: Reading }
  | { readonly kind: "kit"; readonly recipe: KitRecipe; readonly places: KitPlaces };

/** What every script that leaves something does, as a run starts it. */
export const ACTS: Readonly<Record<Exclude<ScriptId, "dossier">, Act>> = {
  takeoff: { kind: "sends", act: runTakeoff, settles: "takeoff" },
  global: { kind: "sends", act: runGlobal, settles: "global" },
  nationalKit: { kind: "kit", recipe: NATIONAL_KIT, places: usualPlaces("national") },
  planetaryKit: { kind: "kit", recipe: PLANETARY_KIT, places: usualPlaces("planetary") },
  pauseTest: { kind: "sends", act: rehearsePause },
  commandCenter: report(COMMAND_CENTER),
  missionControl: report(MISSION_CONTROL),
  parameters: report(PARAMETERS),
  diagram: { kind: "reads", act: diagram(null) },
  dashboard: { kind: "reads", act: dashboard(null) },
  settle: { kind: "sends", act: settleOwner, settles: "owner" },
  thermodynamics: { kind: "sends", act: measureAndSteer(FOLDERS.national), settles: "thermodynamics" },
  thermostatUpdate: { kind: "sends", act: executeUpdate("thermostat-update", proposeTemperature(null)) },
  rewardEngineUpdate: { kind: "sends", act: executeUpdate("reward-engine-update", proposeRewards({})) },
};

function report<Model>(described: OwnerReport<Model>): Act {
  return {
    kind: "reads",
    async act(views, scene) {
      const { forms } = await readReport(described, views, scene);
      return { artefacts: reportArtefacts(described.name, forms, null), summary: "" };
    },
  };
}

function usualPlaces(layer: LayerId): KitPlaces {
  const root = FOLDERS[layer];
  return {
    json: artefactPath(`${root}/governance-kit.json`),
    markdown: artefactPath(`${root}/governance-kit.md`),
    summary: artefactPath(PATHS[`${layer}Report`]),
    bundle: artefactPath(PATHS[`${layer}Receipts`]),
    logs: null,
  };
}
