import type { Cast } from "../../model/cast.ts";
import type { DrillRecord, DrillResult } from "../../model/drill.ts";
import type { Drill, Job, Plan } from "../../model/plan.ts";
import type { SteadyState } from "../../model/readings.ts";
import { readSteadyState } from "../../observe/steady-state.ts";
import type { Driver } from "../driver.ts";

/** Where a drill takes place. */
export interface DrillSetting {
  readonly driver: Driver;
  readonly cast: Cast;
  readonly plan: Plan;
  readonly drill: Drill;
  /** The plan's job whose terms the drill borrows. */
  readonly job: Job;
}

export type Scenario = (setting: DrillSetting) => Promise<DrillResult>;

/** Rehearses one intervention between two readings of the steady state, to which it has to come back. */
export async function rehearse(setting: DrillSetting, scenario: Scenario): Promise<DrillRecord> {
  const { id, kind } = setting.drill;
  const before = await readSteadyState(setting.driver);
  const { intervention, expected, happened, idle, ...rest } = await scenario(setting);
  const after = await readSteadyState(setting.driver);
  const foreseen = {
    expected: `${expected}; then ${standing(before)}`,
    happened: `${happened}; then ${standing(after)}`,
  };
  const judged = judge(foreseen.expected === foreseen.happened, idle);
  return { id, kind, before, intervention, ...foreseen, ...judged, ...rest, after };
}

function judge(asForeseen: boolean, idle: string | null): Pick<DrillRecord, "verdict" | "reason"> {
  if (!asForeseen) return { verdict: "failed" };
  return idle === null ? { verdict: "passed" } : { verdict: "not exercised", reason: idle };
}

/** What no drill may leave changed: temperature and shares are moved by some on purpose, claims by every paid job. */
function standing({ paused, totals: { staked, unbonding, escrowed } }: SteadyState): string {
  return `${paused ? "paused" : "running"} with ${staked} wei staked, ${unbonding} unbonding, ${escrowed} escrowed`;
}
