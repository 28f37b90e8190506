import { missionControlForms } from "../../dossier/owner-documents.ts";
import type { MissionControl } from "../../model/owner.ts";
import { readMissionControl } from "../../observe/owner/mission-control.ts";
import type { OwnerReport } from "./report.ts";

/** Every job of both layers: where it stands, what it has cost, what is late. */
export const MISSION_CONTROL: OwnerReport<MissionControl> = {
  name: "mission-control",
  read: readMissionControl,
  compose: missionControlForms,
};
