import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { manifestPath, parseStageManifest } from "../../dossier/manifest.ts";
import { OmniError } from "../../errors/error.ts";
import { STAGE } from "../../errors/stage.ts";
import type { FileDigest } from "../../model/artefact.ts";
import type { Driver } from "../../protocol/driver.ts";
import { type Leavings, transact } from "../chain-script.ts";
import type { LayeredProject } from "../project.ts";
import { digestsOf } from "../receipt.ts";
import { runScript } from "../script.ts";
import { closePlanet, runPlanet } from "./global.ts";
import { globalReceipts, regionReceipts } from "./receipts.ts";
import { globalReport } from "./report.ts";
import { globalThermodynamics } from "./thermodynamics.ts";

const FOLDER = "asi-global";
const TAKEOFF = "demo:asi-takeoff:local";
const NATIONAL_RECEIPTS = "localhost/asi-takeoff/receipts/";
const NOTHING_TO_DO: Leavings = {
  artefacts: new Map(),
  summary: "the plan has no planetary layer: nothing to do",
};

await runScript({ stage: "global", script: "demo:asi-global" }, (context) =>
  transact(
    context,
    async (driver, project) => {
      if (!project.planetary) return NOTHING_TO_DO;
      return runGlobal(driver, project as LayeredProject, await readNationalReceipts(context.out));
    },
    { settles: "global" },
  ),
);

async function runGlobal(
  driver: Driver,
  project: LayeredProject,
  nationalReceipts: readonly FileDigest[],
): Promise<Leavings> {
  const run = await runPlanet(driver, project, nationalReceipts);
  const ofRegions = prefixed(regionReceipts(run));
  const closing = await closePlanet(driver, run, (region) =>
    digestsOf(ofRegions).filter(({ path }) => path.startsWith(`${FOLDER}/receipts/regions/${region}/`)),
  );
  const artefacts = new Map([
    ...ofRegions,
    ...prefixed(globalReceipts(run, closing)),
    [`${FOLDER}/asi-global-report.md`, globalReport(run, closing)] as const,
    [`${FOLDER}/thermodynamics.json`, globalThermodynamics(run)] as const,
  ]);
  const executed = run.decisions.filter(({ state }) => state === "executed").length;
  return {
    artefacts,
    summary: `${run.runs.length} regional jobs settled, ${executed} of ${run.decisions.length} proposals executed, chain at block ${closing.final.block}`,
  };
}

function prefixed(receipts: ReadonlyMap<string, string>): [path: string, content: string][] {
  return [...receipts].map(([path, content]) => [`${FOLDER}/receipts/${path}`, content]);
}

/** The receipts that the takeoff's manifest lists. */
async function readNationalReceipts(out: string): Promise<readonly FileDigest[]> {
  const path = manifestPath(TAKEOFF);
  const text = await readFile(join(out, path), "utf8").catch(() => "");
  const parsed = parseStageManifest(text, path);
  if (!parsed.ok) throw new OmniError(STAGE.MISSING_PREDECESSOR, { stage: "global", needed: "takeoff" });
  return parsed.value.outputs.filter((file) => file.path.startsWith(NATIONAL_RECEIPTS));
}
