import { nationalDocuments } from "../../dossier/national-documents.ts";
import type { TakeoffReport } from "../../model/takeoff-report.ts";
import type { Driver } from "../../protocol/driver.ts";
import { takeOff } from "../../protocol/national/takeoff.ts";
import { nationalCast } from "../../records/casting.ts";
import { foldTakeoff } from "../../reports/national/fold-takeoff.ts";
import { takeoffReport } from "../../reports/national/national-report.ts";
import type { Leavings, Scene } from "../act.ts";
import { failedDrill } from "../failed-drill.ts";
import { failedJob } from "../failed-job.ts";

/** Runs the national layer, and tells what it did; it fails after all if a drill did. */
export async function runTakeoff(driver: Driver, { project }: Scene): Promise<Leavings> {
  const cast = nationalCast(project, driver.chain.accounts);
  const readings = await takeOff(driver, project, cast);
  const { records, book, chain } = driver;
  const takeoff = foldTakeoff({ project, chain, cast, contracts: book.entries(), records, readings });
  const report = takeoffReport(takeoff);
  return {
    artefacts: nationalDocuments(takeoff, report),
    summary: summaryOf(report),
    failure: failedDrill(takeoff.drills) ?? failedJob(takeoff.runs, project.national, cast),
  };
}

function summaryOf({ jobsInBrief, drillsInBrief, block }: TakeoffReport): string {
  return `${jobsInBrief}, ${drillsInBrief}, chain at block ${block}`;
}
