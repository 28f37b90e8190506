import { SCRIPTS } from "../../model/scripts.ts";
import { runScript } from "../script.ts";
import { buildAndReport } from "./build-and-report.ts";

const DESCRIPTION = {
  stage: SCRIPTS.dossier.stage,
  script: SCRIPTS.dossier.name,
  does: "Builds the dossier of what the stages left, and anchors its root on the chain; refuses if anything is missing, changed or stale.",
};

await runScript(DESCRIPTION, buildAndReport);
