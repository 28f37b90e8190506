import { FOLDERS, PATHS } from "../../model/layout.ts";
import type { LayeredProject, Project } from "../../model/plan.ts";
import type { GlobalRun } from "../../model/rehearsal.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import type { Driver } from "../../protocol/driver.ts";
import { closePlanet } from "../../protocol/planetary/closing.ts";
import { runPlanet } from "../../protocol/planetary/planet.ts";
import { castOfProject } from "../../records/casting.ts";
import { foldClosing } from "../../records/planetary/fold-closing.ts";
import { foldPlanet } from "../../records/planetary/fold-planet.ts";
import { renderBraid } from "../../render/braid-markdown.ts";
import { type BraidReceipt, isBraided, weave } from "../../reports/planetary/braid.ts";
import { consensusReceipt } from "../../reports/planetary/consensus.ts";
import { globalThermodynamics } from "../../reports/planetary/energies.ts";
import { globalReceipts, regionReceipts } from "../../reports/planetary/planetary-receipts.ts";
import { globalReport } from "../../reports/planetary/planetary-report.ts";
import { digestsOf } from "../../reports/receipt.ts";
import { toJson } from "../../support/json.ts";
import { counted } from "../../support/text.ts";
import { type Leavings, transact } from "../chain-script.ts";
import { runScript } from "../script.ts";
import { type Nation, readNation } from "./nation.ts";

const FOLDER = FOLDERS.planetary;

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
  const ofRegions = prefixed(regionReceipts(run));
  const votes = run.runs.flatMap(({ history }) => history.handshakes);
  const consensus = prefixed(new Map([["consensus.json", consensusReceipt(nation.handshakes, votes)]]));
  const left = {
    consensus: digestsOf(consensus),
    ofRegion: (region: string) =>
      digestsOf(ofRegions).filter(({ path }) => path.startsWith(`${FOLDER}/receipts/regions/${region}/`)),
  };
  const closed = await closePlanet(driver, mission, left);
  const closing = foldClosing(run.plan, left, driver.records, closed);
  const receipts = [...ofRegions, ...consensus, ...prefixed(globalReceipts(run, closing))];
  const braid = weave([...nation.braided, ...braidedOf(receipts)]);
  const artefacts = new Map([
    ...receipts,
    [PATHS.planetaryReport, globalReport(run, closing, nation.handshakes)] as const,
    [`${FOLDER}/braid.json`, toJson(braid)] as const,
    [`${FOLDER}/braid.md`, renderBraid(braid)] as const,
    [`${FOLDER}/thermodynamics.json`, globalThermodynamics(run)] as const,
  ]);
  return {
    artefacts,
    summary: `${counted(run.runs.length, "regional job")} settled, ${votesOf(run)}, chain at block ${closing.final.block}`,
  };
}

function votesOf({ decisions, ownerApprovals, budgets }: GlobalRun): string {
  const executed = decisions.filter(({ state }) => state === "executed").length;
  return ownerApprovals === null
    ? `${executed} of ${counted(decisions.length, "proposal")} executed`
    : `no vote: the owner set ${counted(budgets.length, "budget")}`;
}

function prefixed(receipts: ReadonlyMap<string, string>): [path: string, content: string][] {
  return [...receipts].map(([path, content]) => [`${FOLDER}/receipts/${path}`, content]);
}

function braidedOf(receipts: readonly (readonly [path: string, content: string])[]): BraidReceipt[] {
  return receipts
    .filter(([path]) => isBraided(path))
    .map(([path, content]) => ({ path, document: JSON.parse(content) }));
}
