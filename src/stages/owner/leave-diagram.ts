import { chosenOf } from "../../acts/chosen.ts";
import { diagram } from "../../acts/owner/diagram.ts";
import { PATHS } from "../../model/layout.ts";
import { observe } from "../chain-script.ts";
import type { ScriptContext } from "../script.ts";
import { outFileOf } from "./out-file.ts";
import { requireStatedChain } from "./surroundings.ts";

const ARTEFACT = PATHS.ownerDiagram;

/** Draws the wiring as it stands. */
export async function leaveDiagram(context: ScriptContext): Promise<string> {
  const copy = await outFileOf(context, [ARTEFACT], ARTEFACT);
  const leave = diagram(copy);
  return observe(
    context,
    async (views, scene) => {
      await requireStatedChain(views, context, process.env);
      return leave(views, scene);
    },
    chosenOf({ out: copy }, { out: ARTEFACT }),
  );
}
