import { dashboard } from "../../acts/owner/dashboard.ts";
import { PATHS } from "../../model/layout.ts";
import { npmRun, SCRIPTS } from "../../model/scripts.ts";
import { runScript } from "../script.ts";
import { leaveWithCopy } from "./leave-with-copy.ts";
import { OUT_FLAG } from "./options.ts";

const DESCRIPTION = {
  stage: SCRIPTS.dashboard.stage,
  script: SCRIPTS.dashboard.name,
  does: "Leaves the owner's three reports as one page.",
  flags: {
    format: { value: "name", says: "what is left", otherwise: "html", choices: ["html"] },
    out: { ...OUT_FLAG, says: "a file under reports/ that also gets the page" },
  },
  instead: { json: `"${npmRun("commandCenter")} -- --format json"` },
};

await runScript(DESCRIPTION, (context) => leaveWithCopy(context, PATHS.ownerDashboard, dashboard));
