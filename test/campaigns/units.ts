import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FOLDERS, THERMODYNAMICS_FILES } from "../../src/model/layout.ts";
import type { PlanRequest } from "../../src/model/plan-request.ts";
import { BPS } from "../../src/model/units.ts";
import { generatePlans } from "../../src/plan/generate/plan.ts";
import { bin } from "../e2e/bin.ts";
import {
  agreeing,
  dissenting,
  drawn,
  type EpochInUnits,
  epochsOf,
  layDown,
  loadGenerated,
  regionalRequests,
} from "../support/generated-epochs.ts";
import type { Campaign, Outcome, Say } from "./campaign.ts";

const PLANS = 50;
/** As many more are drawn by the whole campaign: what is rare in fifty is not in a thousand. */
const MORE_PLANS = 1_000;
/** Whose missions are run: a small one, a large one, one of two layers. */
const RUN = [1, 3, 4];

/** What uncertainty is worth against what work adds, and what a tenth of the temperature moves a budget by. */
const LEAST_RATIO_BPS = 2_000n;
const MOST_RATIO_BPS = 50_000n;
const LEAST_MOVE_BPS = 200n;
/** One in so many epochs may be at its cap. */
const CAPPED_OF = 10;

export const units: Campaign = {
  name: "units",
  does: "holds entropy, value and temperature of generated plans' reward epochs comparable, by the mirrors and in missions",
  sample: async (say) => outcomeOf(await byTheMirrors(say)),
  whole: async (say) =>
    outcomeOf({
      ...(await byTheMirrors(say)),
      [`drawnOf${MORE_PLANS}`]: await drawnOf(MORE_PLANS, say),
      onTheContracts: await onTheContracts(say),
    }),
};

type Trials = Readonly<Record<string, readonly EpochInUnits[]>>;

async function byTheMirrors(say: Say): Promise<Trials> {
  const trials: Record<"agreeing" | "dissenting" | "drawn", EpochInUnits[]> = {
    agreeing: [],
    dissenting: [],
    drawn: [],
  };
  for (const request of regionalRequests(PLANS)) {
    const project = await loadGenerated(request);
    trials.agreeing.push(...epochsOf(request.seed, project, agreeing));
    trials.dissenting.push(...epochsOf(request.seed, project, dissenting));
    trials.drawn.push(...epochsOf(request.seed, project, drawn));
  }
  say(`${PLANS} plans by the mirrors`);
  return trials;
}

async function drawnOf(plans: number, say: Say): Promise<EpochInUnits[]> {
  const epochs: EpochInUnits[] = [];
  for (const request of regionalRequests(plans))
    epochs.push(...epochsOf(request.seed, await loadGenerated(request), drawn));
  say(`${plans} plans as their seeds draw them`);
  return epochs;
}

async function onTheContracts(say: Say): Promise<EpochInUnits[]> {
  const epochs: EpochInUnits[] = [];
  const requests = regionalRequests(PLANS);
  for (const request of RUN.flatMap((index) => requests[index] ?? [])) {
    epochs.push(...(await measuredIn(request)));
    say(`${request.seed}: ${request.jobs} jobs on the contracts`);
  }
  return epochs;
}

/** What the thermodynamics report of a mission says of its epochs. */
async function measuredIn(request: PlanRequest): Promise<EpochInUnits[]> {
  const folder = await mkdtemp(join(tmpdir(), "units-"));
  try {
    const plan = join(folder, await layDown(generatePlans(request), folder));
    const out = join(folder, "out");
    const { exitCode, stderr } = await bin("run", "--plan", plan, "--out", out, "--quiet");
    if (exitCode !== 0) throw new Error(`the mission of ${request.seed} ended with ${exitCode}: ${stderr}`);
    const report = JSON.parse(
      await readFile(join(out, FOLDERS.national, THERMODYNAMICS_FILES.document), "utf8"),
    ) as ReportText;
    return report.layers.flatMap(({ epochs }) => epochs).map((epoch) => inUnits(request.seed, epoch));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface ReportText {
  readonly layers: readonly { readonly epochs: readonly EpochText[] }[];
}

interface EpochText {
  readonly entropyWei: string;
  readonly deltaHWei: string;
  readonly capWei: string;
  readonly responses: readonly { readonly budgetWei: string }[];
}

function inUnits(plan: string, { entropyWei, deltaHWei, capWei, responses }: EpochText): EpochInUnits {
  const [colder = 0n, own = 0n, hotter = 0n] = responses.map(({ budgetWei }) => BigInt(budgetWei));
  return {
    plan,
    entropyWei: BigInt(entropyWei),
    deltaHWei: BigInt(deltaHWei),
    capWei: BigInt(capWei),
    budgetsWei: [colder, own, hotter],
  };
}

function outcomeOf(trials: Trials): Outcome {
  const all = Object.entries(trials);
  return {
    counts: { plans: PLANS, ...Object.fromEntries(all.map(([name, epochs]) => [name, countsOf(epochs)])) },
    failures: all.flatMap(([name, epochs]) => faultsOf(epochs).map((fault) => `${name}: ${fault}`)),
  };
}

function countsOf(epochs: readonly EpochInUnits[]) {
  const ratios = epochs.map(ratioBps);
  const moves = epochs.flatMap((epoch) => movesBps(epoch));
  return {
    epochs: epochs.length,
    atTheCap: epochs.filter(isCapped).length,
    uncertaintyOverValueBps: { least: leastOf(ratios), most: -leastOf(ratios.map((each) => -each)) },
    aTenthOfTheTemperatureMovesBps: { least: leastOf(moves), most: -leastOf(moves.map((each) => -each)) },
  };
}

function faultsOf(epochs: readonly EpochInUnits[]): string[] {
  const capped = epochs.filter(isCapped).length;
  return [
    ...epochs.flatMap((epoch) => {
      const ratio = ratioBps(epoch);
      const far = ratio < LEAST_RATIO_BPS || ratio > MOST_RATIO_BPS;
      return far ? [`${epoch.plan}: uncertainty is worth ${ratio} bps of what work adds`] : [];
    }),
    ...epochs.flatMap((epoch) =>
      movesBps(epoch)
        .filter((move) => move < LEAST_MOVE_BPS)
        .map((move) => `${epoch.plan}: a tenth of the temperature moves its budget by ${move} bps`),
    ),
    ...(capped * CAPPED_OF > epochs.length ? [`${capped} of ${epochs.length} epochs are at their cap`] : []),
  ];
}

function ratioBps({ entropyWei, deltaHWei }: EpochInUnits): bigint {
  const [entropy, value] = [entropyWei, deltaHWei].map((each) => (each < 0n ? -each : each)) as [
    bigint,
    bigint,
  ];
  return value === 0n ? MOST_RATIO_BPS + 1n : (entropy * BPS) / value;
}

/** Of budgets between nothing and the cap. */
function movesBps({ budgetsWei: [colder, own, hotter], capWei }: EpochInUnits): bigint[] {
  if (own === 0n || own === capWei) return [];
  return [((own - colder) * BPS) / own, ((hotter - own) * BPS) / own];
}

function isCapped({ budgetsWei: [, own], capWei }: EpochInUnits): boolean {
  return own === capWei;
}

/** In JSON a number, which basis points fit into. */
function leastOf(values: readonly bigint[]): number {
  return Number(values.reduce((least, each) => (each < least ? each : least), values[0] ?? 0n));
}
