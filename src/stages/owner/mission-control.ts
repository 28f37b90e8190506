import { MISSION_CONTROL } from "../../acts/owner/mission-control.ts";
import { jobDrifts } from "./drifts.ts";
import { runReport } from "./report.ts";

await runReport({
  report: MISSION_CONTROL,
  script: "missionControl",
  does: "Reports every job of both layers: where it stands, what it has cost, what is late.",
  drifts: jobDrifts,
});
