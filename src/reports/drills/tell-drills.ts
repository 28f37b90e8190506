import type { Cast } from "../../model/cast.ts";
import type { DrillRecord, DrillResult } from "../../model/drill.ts";
import type { DrillReadings, OwnReadings } from "../../model/drill-readings.ts";
import type { Plan } from "../../model/plan.ts";
import type { SteadyState } from "../../model/readings.ts";
import type { AddressEntry, TransactionRecord } from "../../model/record.ts";
import { jobScriptOf } from "../../records/drills/job-script.ts";
import { nationalScenes } from "../../records/drills/scene.ts";
import { formatAmount } from "../../support/amount.ts";
import { tellGrantCancelled } from "./grant-cancelled.ts";
import { tellJobDrill } from "./job-drill.ts";
import { tellParameters } from "./parameters.ts";
import { tellPause } from "./pause.ts";
import type { DrillPlay } from "./play.ts";
import { tellRevocation } from "./revocation.ts";
import { tellThermostat } from "./thermostat.ts";

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
    return tellDrill({ ...scene, contracts, transactions }, { before, own, after });
  });
}

function tellDrill(play: DrillPlay, { before, own, after }: DrillReadings): DrillRecord {
  const { id, kind } = play.drill;
  const { intervention, expected, happened, idle, ...rest } = tell(play, own);
  const foreseen = {
    expected: `${expected}; then ${standing(before)}`,
    happened: `${happened}; then ${standing(after)}`,
  };
  const judged = judge(foreseen.expected === foreseen.happened, idle);
  return { id, kind, before, intervention, ...foreseen, ...judged, ...rest, after };
}

function tell(play: DrillPlay, own: OwnReadings): DrillResult {
  switch (own.kind) {
    case "pause":
      return tellPause(play, own);
    case "thermostat":
      return tellThermostat(play, own);
    case "parameters":
      return tellParameters(play, own);
    case "revocation":
      return tellRevocation(play, own);
    case "grant-cancelled":
      return tellGrantCancelled(play, own);
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
