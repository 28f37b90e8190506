import { readMissionControl } from "../../protocol/owner/mission-control.ts";
import { missionControlDocument } from "../../render/owner-mission-control.ts";
import { jobDrifts } from "./drifts.ts";
import { runReport } from "./report.ts";

await runReport({
  name: "mission-control",
  read: readMissionControl,
  document: missionControlDocument,
  drifts: jobDrifts,
});
