import { OmniError } from "../../errors/error.ts";
import { STAGE } from "../../errors/stage-errors.ts";
import { PATHS } from "../../model/layout.ts";
import type { Takeoff } from "../../model/rehearsal.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import { takeOff } from "../../protocol/national/takeoff.ts";
import { nationalCast } from "../../records/casting.ts";
import { foldTakeoff } from "../../reports/national/fold-takeoff.ts";
import { takeoffReceipts } from "../../reports/national/national-receipts.ts";
import { drillsInBrief, jobsInBrief, takeoffReport } from "../../reports/national/national-report.ts";
import { transact } from "../chain-script.ts";
import { runScript } from "../script.ts";

const DESCRIPTION = {
  stage: SCRIPTS.takeoff.stage,
  script: SCRIPTS.takeoff.name,
  does: "Begins a new journal, deploys the national layer, runs the nation's jobs and rehearses the drills.",
};

await runScript(DESCRIPTION, (context) =>
  transact(
    context,
    async (driver, project) => {
      const cast = nationalCast(project, driver.chain.accounts);
      const readings = await takeOff(driver, project, cast);
      const { records, book, chain } = driver;
      const takeoff = foldTakeoff({ project, chain, cast, contracts: book.entries(), records, readings });
      return { artefacts: artefactsOf(takeoff), summary: summaryOf(takeoff), failure: failedDrill(takeoff) };
    },
    { fresh: true, settles: "takeoff" },
  ),
);

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
