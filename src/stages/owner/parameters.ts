import { parametersForms } from "../../dossier/owner-documents.ts";
import { readParameters } from "../../observe/owner/parameters.ts";
import { parameterDrifts } from "./drifts.ts";
import { runReport } from "./report.ts";

await runReport({
  name: "parameters",
  script: "parameters",
  does: "Reports every parameter on chain beside what the plan and authorised changes make it.",
  read: readParameters,
  compose: parametersForms,
  drifts: parameterDrifts,
});
