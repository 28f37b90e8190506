import { wiringDiagram } from "../../dossier/owner-documents.ts";
import { PATHS } from "../../model/layout.ts";
import { readingOf } from "../../observe/owner/standpoint.ts";
import { readWiring } from "../../observe/owner/wiring.ts";
import type { Reading } from "../act.ts";
import { ownStandpoint } from "./standpoint.ts";

const ARTEFACT = PATHS.ownerDiagram;

/** Draws the wiring as it stands. @param copy also gets it */
export function diagram(copy: string | null): Reading {
  return async (views, scene) => {
    const wiring = await readWiring(await ownStandpoint(views, scene), readingOf(views));
    const drawn = wiringDiagram(wiring);
    const paths = [ARTEFACT, ...(copy === null ? [] : [copy])];
    return { artefacts: new Map(paths.map((path) => [path, drawn])), summary: drawn.trimEnd() };
  };
}
