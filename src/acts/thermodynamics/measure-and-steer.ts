import { thermodynamicDocuments } from "../../dossier/thermodynamic-documents.ts";
import { FOLDERS, PATHS } from "../../model/layout.ts";
import type { ThermodynamicReport } from "../../model/thermodynamics.ts";
import { readChainState } from "../../observe/thermostat.ts";
import { applySetPoint } from "../../protocol/apply-set-point.ts";
import { castOfProject } from "../../records/casting.ts";
import { setPointRecords } from "../../records/set-point-call.ts";
import { appliedSetPoint } from "../../reports/thermodynamics/applied-set-point.ts";
import { measure } from "../../reports/thermodynamics/measure.ts";
import { formatAmount } from "../../support/amount.ts";
import { counted } from "../../support/text.ts";
import type { Sending } from "../act.ts";
import { earlierReceipts } from "./earlier-receipts.ts";

const PLANETARY_ROOT = FOLDERS.planetary;
const COORDINATION = PATHS.sharedReceipts;

/**
 * Measures, applies the set-point that follows, reads it back, and writes it all down.
 *
 * @param root where the report goes, relative to OUT.
 */
export function measureAndSteer(root: string): Sending {
  return async (driver, { project, left }) => {
    const earlier = await earlierReceipts(left, {
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
  };
}

function summaryOf({ layers, applied }: ThermodynamicReport): string {
  const measured = layers.map(({ id, jobs }) => `${id} (${counted(jobs.length, "job")})`).join(" and ");
  return `measured ${measured}; set-point ${formatAmount(applied.after.baseWad)} applied and read back, temperature ${formatAmount(applied.after.temperatureWad)}`;
}
