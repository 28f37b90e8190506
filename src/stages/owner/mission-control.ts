import { missionControlForms } from "../../dossier/owner-documents.ts";
import { readMissionControl } from "../../observe/owner/mission-control.ts";
import { jobDrifts } from "./drifts.ts";
import { runReport } from "./report.ts";

await runReport({
  name: "mission-control",
  script: "missionControl",
  does: "Reports every job of both layers: where it stands, what it has cost, what is late.",
  read: readMissionControl,
  compose: missionControlForms,
  drifts: jobDrifts,
});
