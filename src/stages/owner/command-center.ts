import { commandCenterForms } from "../../dossier/owner-documents.ts";
import { authorityDrifts } from "./drifts.ts";
import { readCommandCenter } from "./read-command-center.ts";
import { runReport } from "./report.ts";

await runReport({
  name: "command-center",
  script: "commandCenter",
  does: "Reports who may do what, how healthy every module is, and what to do first.",
  read: readCommandCenter,
  compose: commandCenterForms,
  drifts: authorityDrifts,
});
