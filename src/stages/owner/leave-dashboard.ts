import { chosenOf } from "../../acts/chosen.ts";
import { dashboard } from "../../acts/owner/dashboard.ts";
import { PATHS } from "../../model/layout.ts";
import { observe } from "../chain-script.ts";
import type { ScriptContext } from "../script.ts";
import { outFileOf } from "./out-file.ts";
import { requireStatedChain } from "./surroundings.ts";

const ARTEFACT = PATHS.ownerDashboard;

/** Leaves the owner's three reports as one page. */
export async function leaveDashboard(context: ScriptContext): Promise<string> {
  const copy = await outFileOf(context, [ARTEFACT], ARTEFACT);
  const leave = dashboard(copy);
  return observe(
    context,
    async (views, scene) => {
      await requireStatedChain(views, context, process.env);
      return leave(views, scene);
    },
    chosenOf({ out: copy }, { out: ARTEFACT }),
  );
}
