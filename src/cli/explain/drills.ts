import type { DelayAdjustment, Drill, Job, Plan } from "../../model/plan.ts";
import { incentiveConfig } from "../../protocol/settings.ts";
import { formatAmount } from "../../support/amount.ts";
import type { Disputes } from "./disputes.ts";

/** What a drill does, in a sentence. */
export function drillText(
  { kind, adjustment, job }: Drill,
  plan: Plan,
  disputes: Disputes,
  hasRegions: boolean,
): string {
  const { quorum } = plan.protocol;
  const jury = disputes.decidedBy === "jury" ? "a jury" : "the owner, for want of a jury,";
  switch (kind) {
    case "pause":
      return "the guardian pauses everything, a call of every module is refused, the guardian resumes";
    case "thermostat":
      return "the operator reports two simulated readings an hour apart, and the temperature follows";
    case "parameters":
      return "the owner lengthens the unbonding time by a day after the council's delay, and sets it back";
    case "reward":
    case "quadratic-proposal":
      return hasRegions
        ? "the planetary layer does this with its own jobs and proposals"
        : "not rehearsed: the mission has no planetary layer";
    case "non-reveal":
      return "one committee member commits and never reveals, and loses a part of the locked stake";
    case "rejection":
      return "the committee rejects the result; the agent loses a part of its stake, the employer gets its money back";
    case "dispute-won":
      return `the committee rejects, the agent disputes, ${jury} approves the work`;
    case "dispute-lost":
      return `the committee accepts, the employer disputes, ${jury} approves the work, the bond goes to the agent`;
    case "quorum-missed":
      return `of the first committee ${quorum.validators - 1} reveal, one too few; another committee is drawn`;
    case "owner-ruling":
      return "the agent disputes a rejection, no juror votes, the owner approves the work";
    case "expiry":
      return "the agent hands in nothing until its time and the grace are over; it loses a part of its stake";
    case "delay":
      return `a job is late, and its policy is triggered: ${policyText(adjustment ?? "raise-temperature", plan, borrowed(plan, job))}`;
  }
}

function borrowed({ jobs }: Plan, id: string | null): readonly Job[] {
  return jobs.filter((job) => job.id === id);
}

/** What a policy does to the mission, with its figures. @param late the jobs whose policy it is */
export function policyText(policy: DelayAdjustment, plan: Plan, late: readonly Job[]): string {
  const { limits } = incentiveConfig(plan);
  const { emergencyTemperatureWad } = plan.governance.thermostat;
  const step = `${limits.shareStepBps / 100} percentage points`;
  switch (policy) {
    case "raise-temperature":
      return `the temperature moves ${limits.temperatureStepBps / 100} % of its way to ${formatAmount(emergencyTemperatureWad)}`;
    case "increase-agent-share":
      return `the agents' share of jobs posted from the next epoch on rises by ${step}, as far as the bounds allow`;
    case "increase-validator-share":
      return `the validators' share of jobs posted from the next epoch on rises by ${step}, as far as the bounds allow`;
    case "double-validator-bonus":
      return bonusText(late);
    case "trigger-pause-check":
      return "the guardian pauses the system, health is checked, the system resumes";
  }
}

function bonusText(late: readonly Job[]): string {
  const without = late.filter(({ validatorBonusBps }) => validatorBonusBps === 0);
  if (without.length === 0) return "the validators' bonus of the job doubles";
  if (without.length === late.length) return "nothing happens, since there is no bonus to double";
  return `the validators' bonus of the job doubles; ${without.length} of these jobs have none`;
}
