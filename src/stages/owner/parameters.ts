import { PARAMETERS } from "../../acts/owner/parameters.ts";
import { parameterDrifts } from "./drifts.ts";
import { runReport } from "./report.ts";

await runReport({
  report: PARAMETERS,
  script: "parameters",
  does: "Reports every parameter on chain beside what the plan and authorised changes make it.",
  drifts: parameterDrifts,
});
