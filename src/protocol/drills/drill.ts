import type { Drill, Job, Plan } from "../../model/plan.ts";
import type { TransactionRecord } from "../../model/record.ts";
import type { Cast } from "../cast.ts";
import type { Driver } from "../driver.ts";
import { readSteadyState, type SteadyState } from "../steady-state.ts";
import type { Handshake } from "../voting.ts";

/** Where a drill takes place. */
export interface DrillSetting {
  readonly driver: Driver;
  readonly cast: Cast;
  readonly plan: Plan;
  readonly drill: Drill;
  /** The plan's job whose terms the drill borrows. */
  readonly job: Job;
}

/** What a drill did and saw. `happened` is read from events; `passed` compares it with `expected`. */
export interface DrillResult {
  readonly intervention: string;
  readonly expected: string;
  readonly happened: string;
  readonly passed: boolean;
  readonly wayBack: string;
  readonly transactions: readonly TransactionRecord[];
  readonly handshakes?: readonly Handshake[];
}

export type Scenario = (setting: DrillSetting) => Promise<DrillResult>;

/** A drill with the steady states around it. */
export interface DrillRecord extends DrillResult {
  readonly id: string;
  readonly kind: Drill["kind"];
  readonly before: SteadyState;
  readonly after: SteadyState;
}

/** Rehearses one intervention between two readings of the steady state. */
export async function rehearse(setting: DrillSetting, scenario: Scenario): Promise<DrillRecord> {
  const { id, kind } = setting.drill;
  const before = await readSteadyState(setting.driver);
  const result = await scenario(setting);
  const after = await readSteadyState(setting.driver);
  return { id, kind, before, ...result, after };
}
