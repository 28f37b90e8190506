import { COMMAND_CENTER } from "../../acts/owner/command-center.ts";
import { authorityDrifts } from "./drifts.ts";
import { runReport } from "./report.ts";

await runReport({
  report: COMMAND_CENTER,
  script: "commandCenter",
  does: "Reports who may do what, how healthy every module is, and what to do first.",
  drifts: authorityDrifts,
});
