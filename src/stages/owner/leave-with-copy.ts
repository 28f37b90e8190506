import type { Reading } from "../../acts/act.ts";
import { chosenOf } from "../../acts/chosen.ts";
import { observe } from "../chain-script.ts";
import type { ScriptContext } from "../script.ts";
import { outFileOf } from "./out-file.ts";
import { requireStatedChain } from "./surroundings.ts";

/**
 * Runs a script of the owner's that leaves one artefact, and a copy of it where one is asked for.
 *
 * @param leaving hears where the copy goes, `null` if nowhere
 */
export async function leaveWithCopy(
  context: ScriptContext,
  artefact: string,
  leaving: (copy: string | null) => Reading,
): Promise<string> {
  const copy = await outFileOf(context, [artefact], artefact);
  const leave = leaving(copy);
  return observe(
    context,
    async (views, scene) => {
      await requireStatedChain(views, context, process.env);
      return leave(views, scene);
    },
    chosenOf({ out: copy }, { out: artefact }),
  );
}
