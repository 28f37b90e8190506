import { FOLDERS, PATHS } from "../../model/layout.ts";
import type { LayeredProject, Project } from "../../model/loaded-project.ts";
import type { GlobalRun } from "../../model/rehearsal.ts";
import type { Driver } from "../../protocol/driver.ts";
import { closePlanet, runPlanet } from "../../protocol/planetary/planet.ts";
import { renderBraid } from "../../render/braid-markdown.ts";
import { renderPlanet } from "../../render/planet-markdown.ts";
import { type BraidReceipt, isBraided, weave } from "../../reports/planetary/braid.ts";
import { consensusReceipt } from "../../reports/planetary/consensus.ts";
import { globalThermodynamics } from "../../reports/planetary/energies.ts";
import { globalReceipts, regionReceipts } from "../../reports/planetary/planetary-receipts.ts";
import { planetReport } from "../../reports/planetary/planetary-report.ts";
import { digestsOf } from "../../reports/receipt.ts";
import { toJson } from "../../support/json.ts";
import { counted } from "../../support/text.ts";
import type { Leavings } from "../chain-script.ts";
import { type Nation, readNation } from "./nation.ts";

const FOLDER = FOLDERS.planetary;

/**
 * Runs the planetary layer, if the plan has one, on what the takeoff left.
 *
 * @throws OMNI2104 if the takeoff has not run, OMNI2204 if a receipt is not what it left.
 */
export async function runGlobal(driver: Driver, project: Project, out: string): Promise<Leavings> {
  if (!project.planetary) return nothingToDo(project);
  return runLayer(driver, project as LayeredProject, await readNation(out));
}

function nothingToDo({ emptyLayer }: Project): Leavings {
  const why = emptyLayer === null ? "" : ", since no job names a region";
  return { artefacts: new Map(), summary: `the plan has no planetary layer${why}: nothing to do` };
}

async function runLayer(driver: Driver, project: LayeredProject, nation: Nation): Promise<Leavings> {
  const run = await runPlanet(driver, project, nation.receipts);
  const ofRegions = prefixed(regionReceipts(run));
  const votes = run.runs.flatMap(({ history }) => history.handshakes);
  const consensus = prefixed(new Map([["consensus.json", consensusReceipt(nation.handshakes, votes)]]));
  const closing = await closePlanet(driver, run, digestsOf(consensus), (region) =>
    digestsOf(ofRegions).filter(({ path }) => path.startsWith(`${FOLDER}/receipts/regions/${region}/`)),
  );
  const receipts = [...ofRegions, ...consensus, ...prefixed(globalReceipts(run, closing))];
  const braid = weave([...nation.braided, ...braidedOf(receipts)]);
  const artefacts = new Map([
    ...receipts,
    [PATHS.planetaryReport, renderPlanet(planetReport(run, closing, nation.handshakes))] as const,
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
