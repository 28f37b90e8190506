import { committedTo, planetaryDocuments, receiptsBeforeClosing } from "../../dossier/planetary-documents.ts";
import type { GlobalRun } from "../../model/layer-run.ts";
import type { LayeredProject, Project } from "../../model/loaded-project.ts";
import type { Driver } from "../../protocol/driver.ts";
import { closePlanet } from "../../protocol/planetary/closing.ts";
import { runPlanet } from "../../protocol/planetary/planet.ts";
import { castOfProject } from "../../records/casting.ts";
import { foldClosing } from "../../records/planetary/fold-closing.ts";
import { foldPlanet } from "../../records/planetary/fold-planet.ts";
import { counted } from "../../support/text.ts";
import type { Leavings, Scene } from "../act.ts";
import { failedJob } from "../failed-job.ts";
import { type Nation, readNation } from "./nation.ts";

/**
 * Runs the planetary layer, if the plan has one, on what the takeoff left.
 *
 * @throws OMNI2104 if the takeoff has not run, OMNI2204 if a receipt is not what it left.
 */
export async function runGlobal(driver: Driver, { project, left }: Scene): Promise<Leavings> {
  if (!project.planetary) return nothingToDo(project);
  return runLayer(driver, project as LayeredProject, await readNation(left));
}

function nothingToDo({ emptyLayer }: Project): Leavings {
  const why = emptyLayer === null ? "" : ", since no job names a region";
  return { artefacts: new Map(), summary: `the plan has no planetary layer${why}: nothing to do` };
}

async function runLayer(driver: Driver, project: LayeredProject, nation: Nation): Promise<Leavings> {
  const cast = castOfProject(project, driver.chain.accounts);
  const mission = { project, cast, book: driver.book, nationalReceipts: nation.receipts };
  const readings = await runPlanet(driver, mission);
  const run = foldPlanet(mission, driver.records, readings);
  const before = receiptsBeforeClosing(run, nation);
  const committed = committedTo(before);
  const closed = await closePlanet(driver, mission, committed);
  const closing = foldClosing(run.plan, committed, driver.records, closed);
  return {
    artefacts: planetaryDocuments(run, closing, before, nation),
    failure: failedJob(run.runs, project.national, cast),
    summary: `${counted(run.runs.length, "regional job")} settled, ${votesOf(run)}, chain at block ${closing.final.block}`,
  };
}

function votesOf({ decisions, divisions, ownerApprovals, budgets }: GlobalRun): string {
  const executed = decisions.filter(({ state }) => state === "executed").length;
  return ownerApprovals === null
    ? `${executed} of ${counted(decisions.length, "proposal")} executed, ${counted(divisions.length, "pot")} divided`
    : `no vote: the owner set ${counted(budgets.length, "budget")}`;
}
