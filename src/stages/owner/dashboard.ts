import { readCommandCenter } from "../../protocol/owner/command-center.ts";
import { readMissionControl } from "../../protocol/owner/mission-control.ts";
import { readParameters } from "../../protocol/owner/parameters.ts";
import { readingOf } from "../../protocol/owner/standpoint.ts";
import { dashboardPage } from "../../render/owner-dashboard.ts";
import { observe } from "../chain-script.ts";
import { runScript } from "../script.ts";
import { OWNER_FOLDER, requireLocalhost } from "./options.ts";
import { outFileOf } from "./out-file.ts";
import { ownStandpoint } from "./report.ts";

const ARTEFACT = `${OWNER_FOLDER}/dashboard.html`;
const FLAGS = { network: "string", out: "string" } as const;

await runScript({ stage: "owner", script: "owner:dashboard", flags: FLAGS }, async (context) => {
  requireLocalhost(context);
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
