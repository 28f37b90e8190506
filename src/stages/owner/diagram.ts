import { readingOf } from "../../protocol/owner/standpoint.ts";
import { readWiring } from "../../protocol/owner/wiring.ts";
import { reasonAgainstDrawing } from "../../render/mermaid-limits.ts";
import { ownerDiagram } from "../../render/owner-mermaid.ts";
import { observe } from "../chain-script.ts";
import { runScript } from "../script.ts";
import { requireLocalhost } from "./options.ts";
import { outFileOf } from "./out-file.ts";
import { ownStandpoint } from "./report.ts";

const ARTEFACT = "localhost/asi-takeoff/owner.mmd";
const FLAGS = { network: "string", out: "string" } as const;

await runScript({ stage: "owner", script: "owner:diagram", flags: FLAGS }, async (context) => {
  requireLocalhost(context);
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
