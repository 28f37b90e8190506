import { npmRun, SCRIPTS } from "../../model/scripts.ts";
import { readMissionControl } from "../../observe/owner/mission-control.ts";
import { readParameters } from "../../observe/owner/parameters.ts";
import { readingOf } from "../../observe/owner/standpoint.ts";
import { dashboardPage } from "../../render/owner-dashboard.ts";
import { observe } from "../chain-script.ts";
import { runScript } from "../script.ts";
import { OUT_FLAG, OWNER_FOLDER } from "./options.ts";
import { outFileOf } from "./out-file.ts";
import { readCommandCenter } from "./read-command-center.ts";
import { ownStandpoint } from "./report.ts";

const ARTEFACT = `${OWNER_FOLDER}/dashboard.html`;
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

await runScript(DESCRIPTION, async (context) => {
  const outFile = await outFileOf(context, [ARTEFACT], ARTEFACT);
  return observe(context, async (views, project) => {
    const standpoint = await ownStandpoint(views, project, context);
    const reading = readingOf(views);
    const [center, mission, matrix] = await Promise.all([
      readCommandCenter(standpoint, project, reading),
      readMissionControl(standpoint, project, reading),
      readParameters(standpoint, project, reading),
    ]);
    const { initiative } = project.shared ?? project.national;
    const page = dashboardPage({ initiative, center, mission, matrix });
    const paths = [ARTEFACT, ...(outFile === null ? [] : [outFile])];
    return {
      artefacts: new Map(paths.map((path) => [path, page])),
      summary: `${ARTEFACT}: ${center.findings.length} findings at block ${reading.block}`,
    };
  });
});
