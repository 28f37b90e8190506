import { FOLDERS, inReports } from "../../model/layout.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import { runScript } from "../script.ts";
import { leaveReport } from "./leave-report.ts";

const NATIONAL_ROOT = inReports(FOLDERS.national);

await runScript(
  {
    stage: SCRIPTS.thermodynamics.stage,
    script: SCRIPTS.thermodynamics.name,
    does: "Measures both layers, applies the set-point that follows, reads it back, and writes it all down.",
    flags: { "report-root": { value: "folder", says: "where the report goes", otherwise: NATIONAL_ROOT } },
    instead: { out: "--report-root FOLDER" },
  },
  (context) => leaveReport(context, NATIONAL_ROOT),
);
