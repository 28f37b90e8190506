import { thermodynamicDocuments } from "../../dossier/thermodynamic-documents.ts";
import { FOLDERS, PATHS } from "../../model/layout.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { ThermodynamicReport } from "../../model/thermodynamics.ts";
import { readChainState } from "../../observe/thermostat.ts";
import { applySetPoint } from "../../protocol/apply-set-point.ts";
import type { Driver } from "../../protocol/driver.ts";
import { castOfProject } from "../../records/casting.ts";
import { setPointRecords } from "../../records/set-point-call.ts";
import { appliedSetPoint } from "../../reports/thermodynamics/applied-set-point.ts";
import { measure } from "../../reports/thermodynamics/measure.ts";
import { formatAmount } from "../../support/amount.ts";
import { counted } from "../../support/text.ts";
import { type Leavings, transact } from "../chain-script.ts";
import { outFolderPath } from "../out-path.ts";
import type { ScriptContext } from "../script.ts";
import { earlierReceipts } from "./earlier-receipts.ts";

const PLANETARY_ROOT = FOLDERS.planetary;
const COORDINATION = PATHS.sharedReceipts;

/**
 * Runs the report's script.
 *
 * @param otherwise where the report goes without `--report-root`
 */
export async function leaveReport(context: ScriptContext, otherwise: string): Promise<string> {
  const { flags, out } = context;
  const root = await outFolderPath("report-root", String(flags["report-root"] ?? otherwise), out);
  return transact(context, (driver, project) => report(driver, project, out, root), {
    settles: "thermodynamics",
  });
}

/** Measures, applies the set-point that follows, reads it back, and writes it all down. */
async function report(driver: Driver, project: Project, out: string, root: string): Promise<Leavings> {
  const earlier = await earlierReceipts(out, {
    folders: [root, PLANETARY_ROOT, COORDINATION],
    isOwn: (path) => path.startsWith(`${root}/thermodynamics`),
  });
  const folders = [
    { id: "national", folder: `${root}/receipts` },
    { id: "planetary", folder: `${PLANETARY_ROOT}/receipts` },
  ] as const;
  const measured = measure(project, folders, earlier, await readChainState(driver));
  const { recommendedWad } = measured.setPoint;
  const cast = castOfProject(project, driver.chain.accounts);
  const readings = await applySetPoint(driver, cast, recommendedWad);
  const transactions = setPointRecords(driver.records);
  const whole = { ...measured, applied: appliedSetPoint(cast, transactions, readings) };
  return { artefacts: thermodynamicDocuments(root, whole, transactions), summary: summaryOf(whole) };
}

function summaryOf({ layers, applied }: ThermodynamicReport): string {
  const measured = layers.map(({ id, jobs }) => `${id} (${counted(jobs.length, "job")})`).join(" and ");
  return `measured ${measured}; set-point ${formatAmount(applied.after.baseWad)} applied and read back, temperature ${formatAmount(applied.after.temperatureWad)}`;
}
