import type { LayeredProject, Project } from "../../model/plan.ts";
import type { GlobalRun } from "../../model/rehearsal.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import type { Driver } from "../../protocol/driver.ts";
import { closePlanet } from "../../protocol/planetary/closing.ts";
import { runPlanet } from "../../protocol/planetary/planet.ts";
import { castOfProject } from "../../records/casting.ts";
import { foldClosing } from "../../records/planetary/fold-closing.ts";
import { foldPlanet } from "../../records/planetary/fold-planet.ts";
import {
  committedTo,
  planetaryDocuments,
  receiptsBeforeClosing,
} from "../../reports/planetary/planetary-documents.ts";
import { counted } from "../../support/text.ts";
import { type Leavings, transact } from "../chain-script.ts";
import { runScript } from "../script.ts";
import { type Nation, readNation } from "./nation.ts";

function nothingToDo({ emptyLayer }: Project): Leavings {
  const why = emptyLayer === null ? "" : ", since no job names a region";
  return { artefacts: new Map(), summary: `the plan has no planetary layer${why}: nothing to do` };
}

const DESCRIPTION = {
  stage: SCRIPTS.global.stage,
  script: SCRIPTS.global.name,
  does: "Deploys the planetary layer beside the national one, votes budgets, runs the regions' jobs, settles rewards.",
};

await runScript(DESCRIPTION, (context) =>
  transact(
    context,
    async (driver, project) => {
      if (!project.planetary) return nothingToDo(project);
      return runGlobal(driver, project as LayeredProject, await readNation(context.out));
    },
    { settles: "global" },
  ),
);

async function runGlobal(driver: Driver, project: LayeredProject, nation: Nation): Promise<Leavings> {
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
    summary: `${counted(run.runs.length, "regional job")} settled, ${votesOf(run)}, chain at block ${closing.final.block}`,
  };
}

function votesOf({ decisions, ownerApprovals, budgets }: GlobalRun): string {
  const executed = decisions.filter(({ state }) => state === "executed").length;
  return ownerApprovals === null
    ? `${executed} of ${counted(decisions.length, "proposal")} executed`
    : `no vote: the owner set ${counted(budgets.length, "budget")}`;
}
