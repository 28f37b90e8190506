import type { JobPayment } from "../../economics/payments.ts";
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

/**
 * What a drill did and saw. `expected` is computed by the mirrors of the contracts from what stood before the
 * intervention, `happened` is read from events; the drill fails unless they are the same text.
 */
export interface DrillResult {
  readonly intervention: string;
  readonly expected: string;
  readonly happened: string;
  /** Where what was reported to the chain is made up by a stated formula. */
  readonly simulated?: true;
  readonly wayBack: string;
  /** Why that which the drill is about did not happen, by its events; `null` if it did. */
  readonly idle: string | null;
  /** Of a drill that runs a job. */
  readonly jobId?: string;
  readonly payments?: readonly JobPayment[];
  readonly transactions: readonly TransactionRecord[];
  readonly handshakes?: readonly Handshake[];
}

export type Scenario = (setting: DrillSetting) => Promise<DrillResult>;

/** Foreseen is not yet exercised: terms can be such that what a drill is about has nothing to do. */
export type DrillVerdict = "passed" | "failed" | "not exercised";

/** A drill with the steady states around it. */
export interface DrillRecord extends Omit<DrillResult, "idle"> {
  readonly id: string;
  readonly kind: Drill["kind"];
  readonly before: SteadyState;
  readonly verdict: DrillVerdict;
  /** Why it was not exercised; only where that is the verdict. */
  readonly reason?: string;
  readonly after: SteadyState;
}

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
