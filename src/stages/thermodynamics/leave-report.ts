import { chosenOf } from "../../acts/chosen.ts";
import { measureAndSteer } from "../../acts/thermodynamics/measure-and-steer.ts";
import { FOLDERS } from "../../model/layout.ts";
import { transact } from "../chain-script.ts";
import { outFolderPath } from "../out-path.ts";
import type { ScriptContext } from "../script.ts";

/**
 * Runs the report's script.
 *
 * @param otherwise where the report goes without `--report-root`
 */
export async function leaveReport(context: ScriptContext, otherwise: string): Promise<string> {
  const { flags, out } = context;
  const root = await outFolderPath("report-root", String(flags["report-root"] ?? otherwise), out);
  const chosen = chosenOf({ root }, { root: FOLDERS.national });
  return transact(context, measureAndSteer(root), { settles: "thermodynamics", chosen });
}
