import { ownerPage } from "../../dossier/owner-documents.ts";
import { PATHS } from "../../model/layout.ts";
import { readMissionControl } from "../../observe/owner/mission-control.ts";
import { readParameters } from "../../observe/owner/parameters.ts";
import { readingOf } from "../../observe/owner/standpoint.ts";
import type { Reading } from "../act.ts";
import { readCommandCenter } from "./read-command-center.ts";
import { ownStandpoint } from "./standpoint.ts";

const ARTEFACT = PATHS.ownerDashboard;

/** Reads all that the owner's three reports read, at one block, and leaves it as one page. @param copy also gets it */
export function dashboard(copy: string | null): Reading {
  return async (views, scene) => {
    const { project } = scene;
    const standpoint = await ownStandpoint(views, scene);
    const reading = readingOf(views, standpoint, project);
    const [center, mission, matrix] = await Promise.all([
      readCommandCenter(standpoint, project, reading),
      readMissionControl(standpoint, project, reading),
      readParameters(standpoint, project, reading),
    ]);
    const page = ownerPage(project, { center, mission, matrix });
    const paths = [ARTEFACT, ...(copy === null ? [] : [copy])];
    return {
      artefacts: new Map(paths.map((path) => [path, page])),
      summary: `${ARTEFACT}: ${center.findings.length} findings at block ${reading.block}`,
    };
  };
}
