import { OmniError } from "../../errors/error.ts";
import { STAGE } from "../../errors/stage-errors.ts";
import { PATHS } from "../../model/layout.ts";
import type { Takeoff } from "../../model/rehearsal.ts";
import type { TakeoffReport } from "../../model/takeoff-report.ts";
import { renderTakeoff } from "../../render/takeoff-markdown.ts";
import { takeoffReceipts } from "../../reports/national/national-receipts.ts";
import { takeoffReport } from "../../reports/national/national-report.ts";
import type { Leavings } from "../chain-script.ts";

/** What the takeoff leaves; it fails after all if a drill did. */
export function leavingsOf(takeoff: Takeoff): Leavings {
  const report = takeoffReport(takeoff);
  return {
    artefacts: artefactsOf(takeoff, report),
    summary: summaryOf(report),
    failure: failedDrill(takeoff),
  };
}

function artefactsOf(takeoff: Takeoff, report: TakeoffReport): Map<string, string> {
  const receipts = [...takeoffReceipts(takeoff)];
  return new Map([
    ...receipts.map(([path, content]) => [`${PATHS.nationalReceipts}/${path}`, content] as const),
    [PATHS.nationalReport, renderTakeoff(report)],
  ]);
}

function failedDrill({ drills }: Takeoff): OmniError | null {
  const failed = drills.find(({ verdict }) => verdict === "failed");
  return failed ? new OmniError(STAGE.DRILL_FAILED, { drill: failed.id, ...failed }) : null;
}

function summaryOf({ jobsInBrief, drillsInBrief, block }: TakeoffReport): string {
  return `${jobsInBrief}, ${drillsInBrief}, chain at block ${block}`;
}
