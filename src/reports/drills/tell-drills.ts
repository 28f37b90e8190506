import type { Cast } from "../../model/cast.ts";
import type { DrillRecord, DrillResult } from "../../model/drill.ts";
import type { DrillReadings, OwnReadings } from "../../model/drill-readings.ts";
import type { Plan } from "../../model/plan.ts";
import type { SteadyState } from "../../model/readings.ts";
import type { AddressEntry, TransactionRecord } from "../../model/record.ts";
import { jobScriptOf } from "../../records/drills/job-script.ts";
import { type OwnScene, ownSceneOf } from "../../records/drills/own/own-scene.ts";
import { nationalScenes } from "../../records/drills/scene.ts";
import { formatAmount } from "../../support/amount.ts";
import { tellJobDrill } from "./job-drill.ts";
import { tellOwnDrill } from "./own/tell-own-drill.ts";
import type { DrillPlay } from "./play.ts";

/** A layer's drills as they were rehearsed, with all transactions among which theirs are. */
interface Rehearsal {
  readonly plan: Plan;
  readonly cast: Cast;
  readonly contracts: readonly AddressEntry[];
  readonly records: readonly TransactionRecord[];
}

/**
 * Tells what each of the national drills did and saw, from its transactions and what was read around them.
 *
 * @param readings a drill each, in plan order.
 */
export function tellNationalDrills(
  { plan, cast, contracts, records }: Rehearsal,
  readings: readonly DrillReadings[],
): DrillRecord[] {
  const scenes = nationalScenes(plan, cast);
  return scenes.map((scene, index) => {
    const { before, own, after } = readings[index] as DrillReadings;
    const transactions = records.filter(({ block }) => block > before.block && block <= after.block);
    const result = tell({ ...scene, contracts, transactions }, own, before.block);
    return drillRecord(scene.drill, result, { before, after });
  });
}

/**
 * Tells what each of the drills that a planetary plan defines did and saw.
 *
 * @param readings a drill each, in plan order.
 */
export function tellPlanetaryDrills(
  scenes: readonly OwnScene[],
  { contracts, records }: Pick<Rehearsal, "contracts" | "records">,
  readings: readonly DrillReadings[],
): DrillRecord[] {
  return scenes.map((scene, index) => {
    const { before, own, after } = readings[index] as DrillReadings;
    const transactions = records.filter(({ block }) => block > before.block && block <= after.block);
    const play = { scene, contracts, transactions, first: before.block };
    const result = tellOwnDrill(play, own.kind === "own" ? own.moments : []);
    return drillRecord({ id: scene.id, kind: "own" }, result, { before, after });
  });
}

/** What a drill leaves has to be what stood before it, unless it says that there is no way back. */
function drillRecord(
  { id, kind }: Pick<DrillRecord, "id" | "kind">,
  { intervention, expected, happened, idle, irreversible, ...rest }: DrillResult,
  { before, after }: Pick<DrillRecord, "before" | "after">,
): DrillRecord {
  const foreseen = irreversible
    ? { expected, happened }
    : { expected: `${expected}; then ${standing(before)}`, happened: `${happened}; then ${standing(after)}` };
  const judged = judge(foreseen.expected === foreseen.happened, idle);
  return { id, kind, before, intervention, ...foreseen, ...judged, ...rest, after };
}

/** @param first the block before the drill's own. */
function tell(play: DrillPlay, own: OwnReadings, first: number): DrillResult {
  switch (own.kind) {
    case "own": {
      const scene = ownSceneOf(play);
      if (scene === null) throw new Error(`drill "${play.drill.id}" is no drill of the plan's own`);
      const { contracts, transactions } = play;
      return tellOwnDrill({ scene, contracts, transactions, first }, own.moments);
    }
    case "job": {
      const script = jobScriptOf(play);
      if (script === null) throw new Error(`drill "${play.drill.id}" runs no job`);
      return tellJobDrill(play, script, own);
    }
  }
}

function judge(asForeseen: boolean, idle: string | null): Pick<DrillRecord, "verdict" | "reason"> {
  if (!asForeseen) return { verdict: "failed" };
  return idle === null ? { verdict: "passed" } : { verdict: "not exercised", reason: idle };
}

/** What no drill may leave changed: temperature and shares are moved by some on purpose, claims by every paid job. */
function standing({ paused, totals: { staked, unbonding, escrowed } }: SteadyState): string {
  const [atStake, leaving, inEscrow] = [staked, unbonding, escrowed].map((wei) => formatAmount(BigInt(wei)));
  return `${paused ? "paused" : "running"} with ${atStake} tokens staked, ${leaving} tokens unbonding, ${inEscrow} tokens escrowed`;
}
