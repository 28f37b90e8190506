import { committedTo, planetaryDocuments, receiptsBeforeClosing } from "../../dossier/planetary-documents.ts";
import type { DrillRecord } from "../../model/drill.ts";
import type { GlobalRun } from "../../model/layer-run.ts";
import type { LayeredProject, Project } from "../../model/loaded-project.ts";
import type { PlanetaryReadings } from "../../model/planetary-readings.ts";
import type { Driver } from "../../protocol/driver.ts";
import { closePlanet } from "../../protocol/planetary/closing.ts";
import { runPlanet } from "../../protocol/planetary/planet.ts";
import { castOfProject, nationalCast } from "../../records/casting.ts";
import { planetaryScenes } from "../../records/drills/own/own-scene.ts";
import { foldClosing } from "../../records/planetary/fold-closing.ts";
import { foldPlanet, type PlanetarySources } from "../../records/planetary/fold-planet.ts";
import { outsideDrills } from "../../records/planetary/outside-drills.ts";
import { tellPlanetaryDrills } from "../../reports/drills/tell-drills.ts";
import { drillsInBrief } from "../../reports/national/drill-report.ts";
import { counted } from "../../support/text.ts";
import type { Leavings, Scene } from "../act.ts";
import { failedDrill } from "../failed-drill.ts";
import { failedJob } from "../failed-job.ts";
import { type Nation, readNation } from "./nation.ts";

/**
 * Runs the planetary layer, if the plan has one, on what the takeoff left; it fails after all if a drill did.
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
  const closing = foldClosing(run.plan, committed, outsideDrills(driver.records, readings.drills), closed);
  const drills = drillsOf(driver, mission, readings);
  return {
    artefacts: planetaryDocuments(run, closing, before, nation, drills),
    summary: [
      `${counted(run.runs.length, "regional job")} settled`,
      votesOf(run),
      ...(drills.length === 0 ? [] : [drillsInBrief(drills)]),
      `chain at block ${closing.final.block}`,
    ].join(", "),
    failure: failedDrill(drills) ?? failedJob(run.runs, project.national, cast),
  };
}

function drillsOf(
  { book, records, chain }: Driver,
  { project, cast }: PlanetarySources,
  { drills }: PlanetaryReadings,
): DrillRecord[] {
  const { planetary, national: terms } = project;
  const scenes = planetaryScenes(planetary, { cast, national: nationalCast(project, chain.accounts), terms });
  return tellPlanetaryDrills(scenes, { contracts: book.entries(), records }, drills);
}

function votesOf({ decisions, divisions, ownerApprovals, budgets }: GlobalRun): string {
  const executed = decisions.filter(({ state }) => state === "executed").length;
  return ownerApprovals === null
    ? `${executed} of ${counted(decisions.length, "proposal")} executed, ${counted(divisions.length, "pot")} divided`
    : `no vote: the owner set ${counted(budgets.length, "budget")}`;
}
