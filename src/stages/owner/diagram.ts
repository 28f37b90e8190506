import { readingOf } from "../../protocol/owner/standpoint.ts";
import { readWiring } from "../../protocol/owner/wiring.ts";
import { reasonAgainstDrawing } from "../../render/mermaid-limits.ts";
import { ownerDiagram } from "../../render/owner-mermaid.ts";
import { observe } from "../chain-script.ts";
import { runScript } from "../script.ts";
import { OUT_FLAG } from "./options.ts";
import { outFileOf } from "./out-file.ts";
import { ownStandpoint } from "./report.ts";

const ARTEFACT = "localhost/asi-takeoff/owner.mmd";
const DESCRIPTION = {
  stage: "owner",
  script: "owner:diagram",
  does: "Draws the modules, their roles and who holds them as a Mermaid flowchart.",
  flags: {
    format: { value: "name", says: "what is printed", otherwise: "mermaid", choices: ["mermaid"] },
    out: OUT_FLAG,
  },
  instead: { json: '"npm run owner:command-center -- --format json"' },
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
