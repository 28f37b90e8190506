import { OmniError } from "../../errors/error.ts";
import { STAGE } from "../../errors/stage-errors.ts";
import { PATHS } from "../../model/layout.ts";
import type { Takeoff } from "../../model/rehearsal.ts";
import { takeoffReceipts } from "../../reports/national/national-receipts.ts";
import { drillsInBrief, jobsInBrief, takeoffReport } from "../../reports/national/national-report.ts";
import type { Leavings } from "../chain-script.ts";

/** What the takeoff leaves; it fails after all if a drill did. */
export function leavingsOf(takeoff: Takeoff): Leavings {
  return { artefacts: artefactsOf(takeoff), summary: summaryOf(takeoff), failure: failedDrill(takeoff) };
}

function artefactsOf(takeoff: Takeoff): Map<string, string> {
  const receipts = [...takeoffReceipts(takeoff)];
  return new Map([
    ...receipts.map(([path, content]) => [`${PATHS.nationalReceipts}/${path}`, content] as const),
    [PATHS.nationalReport, takeoffReport(takeoff)],
  ]);
}

function failedDrill({ drills }: Takeoff): OmniError | null {
  const failed = drills.find(({ verdict }) => verdict === "failed");
  return failed ? new OmniError(STAGE.DRILL_FAILED, { drill: failed.id, ...failed }) : null;
}

function summaryOf({ runs, drills, final }: Takeoff): string {
  return `${jobsInBrief(runs)}, ${drillsInBrief(drills)}, chain at block ${final.block}`;
}
