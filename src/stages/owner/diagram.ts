import { diagram } from "../../acts/owner/diagram.ts";
import { PATHS } from "../../model/layout.ts";
import { npmRun, SCRIPTS } from "../../model/scripts.ts";
import { runScript } from "../script.ts";
import { leaveWithCopy } from "./leave-with-copy.ts";
import { OUT_FLAG } from "./options.ts";

const DESCRIPTION = {
  stage: SCRIPTS.diagram.stage,
  script: SCRIPTS.diagram.name,
  does: "Draws who has power over what, where tokens went, and which contracts call which: in Mermaid, and as SVG.",
  flags: {
    format: { value: "name", says: "what is printed", otherwise: "mermaid", choices: ["mermaid"] },
    out: OUT_FLAG,
  },
  instead: { json: `"${npmRun("commandCenter")} -- --format json"` },
};

await runScript(DESCRIPTION, (context) => leaveWithCopy(context, PATHS.ownerDiagram, diagram));
