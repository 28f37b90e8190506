import { readFile } from "node:fs/promises";
import type { Campaign, Outcome, Say } from "./campaign.ts";
import { aboveBound, countCaptures } from "./capture/captures.ts";
import { type Compared, compareWithContracts, playPlanetary } from "./capture/contracts.ts";
import { type Cost, costOf, costRows } from "./capture/costs.ts";
import { type DecoyCost, decoyCosts } from "./capture/decoy-cost.ts";
import { type FloodCost, floodCost } from "./capture/flood-cost.ts";
import { measureOdds, type Odds, unexplained } from "./capture/probability.ts";
import { STRATEGIES } from "./capture/strategies.ts";
import { tables } from "./capture/table.ts";

/** What is kept in `capture.json`. */
export interface CaptureCounts {
  readonly seeds: number;
  readonly odds: readonly Odds[];
  readonly plays: number;
  readonly costs: readonly Cost[];
  readonly flood: FloodCost;
  readonly decoys: readonly DecoyCost[];
  readonly contracts: Readonly<Record<string, Compared>>;
  /** What every run of the tests does over. */
  readonly sample: { readonly seeds: number; readonly hits: readonly number[] };
}

const SEEDS = 100_000;
const PLAYS = 100_000;
const FLOODS = 1_000;
const DECOYS = 100;
const SEEDS_ON_CONTRACTS = 200;
const SAMPLE = { seeds: 2_000, onContracts: 5 };

export const capture: Campaign = {
  name: "capture",
  does: "plays for committees and juries by every strategy, in the mirror and on the contracts, and says what it costs",
  sample: async (say) => againstKept(await keptCounts(), say),
  whole,
};

/** @returns the committed counts */
export async function keptCounts(): Promise<CaptureCounts> {
  return JSON.parse(await readFile(new URL("capture.json", import.meta.url), "utf8"));
}

async function whole(say: Say): Promise<Outcome> {
  const odds = measureOdds(SEEDS);
  say(`drawn by ${SEEDS} seeds`);
  const flood = floodCost(FLOODS);
  const captured = countCaptures(PLAYS);
  say(`played ${PLAYS} times each`);
  const costs = costRows().map((row) => costOf(row, captured, flood.lossWei));
  const { compared, failures } = await compareWithContracts(STRATEGIES, SEEDS_ON_CONTRACTS);
  const planetary = await playPlanetary(SEEDS_ON_CONTRACTS);
  const counts: CaptureCounts = {
    seeds: SEEDS,
    odds,
    plays: PLAYS,
    costs,
    flood: flood.shown,
    decoys: decoyCosts(DECOYS),
    contracts: compared,
    sample: { seeds: SAMPLE.seeds, hits: measureOdds(SAMPLE.seeds).map(({ hits }) => hits) },
  };
  say(tables(counts));
  return {
    counts: { ...counts },
    failures: [
      ...unexplained(odds, SEEDS),
      ...aboveBound(captured, PLAYS),
      ...failures,
      ...planetary.failures,
    ],
  };
}

/** Does over what is quick of the whole campaign, and compares it with what is committed. */
async function againstKept(kept: CaptureCounts, say: Say): Promise<Outcome> {
  const odds = measureOdds(kept.sample.seeds);
  const { compared, failures } = await compareWithContracts(STRATEGIES, SAMPLE.onContracts);
  const { lossWei } = floodCost(kept.flood.streams);
  const quick = costRows().filter(({ posture }) => posture === "undisputed");
  const costs = quick.map((row) => costOf(row, new Map(), lossWei));
  const hits = odds.map((one) => one.hits);
  const expected = inBoth(kept.sample.hits, kept.odds, kept.costs, kept.contracts);
  const found = inBoth(hits, odds, costs, compared);
  const keys = Object.keys(found) as (keyof typeof found)[];
  const other = keys.filter((key) => JSON.stringify(found[key]) !== JSON.stringify(expected[key]));
  say(`${odds.length} odds, ${costs.length} costs, ${STRATEGIES.length} strategies on the contracts`);
  return {
    counts: { odds: odds.length, costs: costs.length, strategies: STRATEGIES.length },
    failures: [
      ...unexplained(odds, kept.sample.seeds),
      ...failures,
      ...other.map((key) => `${key} are not those of capture.json: ${JSON.stringify(found[key])}`),
    ],
  };
}

/** What a sample and the whole have in common. */
function inBoth(
  hits: readonly number[],
  odds: readonly Odds[],
  costs: readonly Cost[],
  contracts: CaptureCounts["contracts"],
) {
  return {
    hits,
    bounds: odds.map(({ boundE12 }) => boundE12),
    costs: costs
      .filter(({ posture }) => posture === "undisputed")
      .map(({ profitWei, breakEven }) => ({ profitWei, breakEven })),
    profits: STRATEGIES.map(({ name }) => contracts[name]?.firstProfitsWei),
  };
}
