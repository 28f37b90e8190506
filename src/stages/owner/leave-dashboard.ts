import { ownerPage } from "../../dossier/owner-documents.ts";
import { PATHS } from "../../model/layout.ts";
import { readMissionControl } from "../../observe/owner/mission-control.ts";
import { readParameters } from "../../observe/owner/parameters.ts";
import { readingOf } from "../../observe/owner/standpoint.ts";
import { observe } from "../chain-script.ts";
import type { ScriptContext } from "../script.ts";
import { outFileOf } from "./out-file.ts";
import { readCommandCenter } from "./read-command-center.ts";
import { ownStandpoint } from "./report.ts";

const ARTEFACT = PATHS.ownerDashboard;

/** Reads all that the owner's three reports read, at one block, and leaves it as one page. */
export async function leaveDashboard(context: ScriptContext): Promise<string> {
  const outFile = await outFileOf(context, [ARTEFACT], ARTEFACT);
  return observe(context, async (views, project) => {
    const standpoint = await ownStandpoint(views, project, context);
    const reading = readingOf(views);
    const [center, mission, matrix] = await Promise.all([
      readCommandCenter(standpoint, project, reading),
      readMissionControl(standpoint, project, reading),
      readParameters(standpoint, project, reading),
    ]);
    const page = ownerPage(project, { center, mission, matrix });
    const paths = [ARTEFACT, ...(outFile === null ? [] : [outFile])];
    return {
      artefacts: new Map(paths.map((path) => [path, page])),
      summary: `${ARTEFACT}: ${center.findings.length} findings at block ${reading.block}`,
    };
  });
}
