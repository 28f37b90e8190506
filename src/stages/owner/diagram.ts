import { PATHS } from "../../model/layout.ts";
import { npmRun, SCRIPTS } from "../../model/scripts.ts";
import { readingOf } from "../../observe/owner/standpoint.ts";
import { readWiring } from "../../observe/owner/wiring.ts";
import { reasonAgainstDrawing } from "../../render/mermaid-limits.ts";
import { ownerDiagram } from "../../render/owner-mermaid.ts";
import { observe } from "../chain-script.ts";
import { runScript } from "../script.ts";
import { OUT_FLAG } from "./options.ts";
import { outFileOf } from "./out-file.ts";
import { ownStandpoint } from "./report.ts";

const ARTEFACT = PATHS.ownerDiagram;
const DESCRIPTION = {
  stage: SCRIPTS.diagram.stage,
  script: SCRIPTS.diagram.name,
  does: "Draws the modules, their roles and who holds them as a Mermaid flowchart.",
  flags: {
    format: { value: "name", says: "what is printed", otherwise: "mermaid", choices: ["mermaid"] },
    out: OUT_FLAG,
  },
  instead: { json: `"${npmRun("commandCenter")} -- --format json"` },
};

await runScript(DESCRIPTION, async (context) => {
  const outFile = await outFileOf(context, [ARTEFACT], ARTEFACT);
  return observe(context, async (views, project) => {
    const wiring = await readWiring(await ownStandpoint(views, project, context), readingOf(views));
    const drawn = ownerDiagram(wiring);
    const reason = reasonAgainstDrawing(drawn);
    const diagram = reason === null ? drawn : `%% ${reason}\n${drawn}`;
    const paths = [ARTEFACT, ...(outFile === null ? [] : [outFile])];
    return { artefacts: new Map(paths.map((path) => [path, diagram])), summary: diagram.trimEnd() };
  });
});
