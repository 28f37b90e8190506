import { FOLDERS, inReports, PATHS } from "../../model/layout.ts";
import type { Project } from "../../model/plan.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import type { ThermodynamicReport } from "../../model/thermodynamics.ts";
import { readChainState } from "../../observe/thermostat.ts";
import { applySetPoint } from "../../protocol/apply-set-point.ts";
import type { Driver } from "../../protocol/driver.ts";
import { castOfProject } from "../../records/casting.ts";
import { setPointRecords } from "../../records/set-point-call.ts";
import { measure } from "../../reports/thermodynamics/measure.ts";
import {
  appliedSetPoint,
  thermodynamicDocuments,
} from "../../reports/thermodynamics/thermodynamic-documents.ts";
import { formatAmount } from "../../support/amount.ts";
import { counted } from "../../support/text.ts";
import { type Leavings, transact } from "../chain-script.ts";
import { outFolderPath } from "../out-path.ts";
import { runScript, type ScriptContext } from "../script.ts";
import { readReceipts } from "./receipts.ts";

const NATIONAL_ROOT = inReports(FOLDERS.national);
const PLANETARY_ROOT = FOLDERS.planetary;
const COORDINATION = PATHS.sharedReceipts;

await runScript(
  {
    stage: SCRIPTS.thermodynamics.stage,
    script: SCRIPTS.thermodynamics.name,
    does: "Measures both layers, applies the set-point that follows, reads it back, and writes it all down.",
    flags: { "report-root": { value: "folder", says: "where the report goes", otherwise: NATIONAL_ROOT } },
    instead: { out: "--report-root FOLDER" },
  },
  async (context) => {
    const given = String(context.flags["report-root"] ?? NATIONAL_ROOT);
    const root = await outFolderPath("report-root", given, context.out);
    return transact(context, (driver, project) => report(driver, project, context, root), {
      settles: "thermodynamics",
    });
  },
);

/** Measures, applies the set-point that follows, reads it back, and writes it all down. */
async function report(
  driver: Driver,
  project: Project,
  { out }: ScriptContext,
  root: string,
): Promise<Leavings> {
  const everything = await readReceipts(out, [root, PLANETARY_ROOT, COORDINATION]);
  const earlier = everything.filter(({ path }) => !path.startsWith(`${root}/thermodynamics`));
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
