import { wiringDiagram } from "../../dossier/owner-documents.ts";
import { PATHS } from "../../model/layout.ts";
import { readingOf } from "../../observe/owner/standpoint.ts";
import { readWiring } from "../../observe/owner/wiring.ts";
import { observe } from "../chain-script.ts";
import type { ScriptContext } from "../script.ts";
import { outFileOf } from "./out-file.ts";
import { ownStandpoint } from "./report.ts";

const ARTEFACT = PATHS.ownerDiagram;

/** Draws the wiring as it stands. */
export async function leaveDiagram(context: ScriptContext): Promise<string> {
  const outFile = await outFileOf(context, [ARTEFACT], ARTEFACT);
  return observe(context, async (views, project) => {
    const wiring = await readWiring(await ownStandpoint(views, project, context), readingOf(views));
    const diagram = wiringDiagram(wiring);
    const paths = [ARTEFACT, ...(outFile === null ? [] : [outFile])];
    return { artefacts: new Map(paths.map((path) => [path, diagram])), summary: diagram.trimEnd() };
  });
}
