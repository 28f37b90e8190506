import type { DelayAdjustment, Drill, Job, OwnDrill, Plan } from "../../model/plan.ts";
import { undecidedSeats } from "../../records/drills/job-script.ts";
import { incentiveConfig } from "../../records/settings.ts";
import { stepsInWords } from "../../reports/drills/own/step-words.ts";
import { formatAmount } from "../../support/amount.ts";
import { type Disputes, JURY_NAMES } from "./disputes.ts";

/** What the planetary layer has to vote with. */
export type PlannedVotes = "none" | "without a council" | "with a council";

const PART = "times the job's part of all work under way, and half of it is left an epoch later";
const WITHOUT_PLANET = "not rehearsed: the mission has no planetary layer";

/** What a drill does, in a sentence. */
export function drillText(
  { kind, adjustment, job, own }: Drill,
  plan: Plan,
  disputes: Disputes,
  planet: PlannedVotes,
): string {
  const { slashing } = plan.protocol;
  const { jury, idle, silence } = judgeIn(disputes);
  switch (kind) {
    case "own":
      return own === undefined ? "nothing" : ownText(own);
    case "pause":
      return "the guardian pauses everything, a call of every module is refused, the guardian resumes";
    case "thermostat":
      return "the oracle's signers attest two simulated readings an hour apart, the operator brings them, and the temperature follows";
    case "parameters":
      return "the owner moves the unbonding time, by a day if that may be, after the delay of the role COUNCIL, and sets it back";
    case "revocation":
      return "the guardian suspends a validator at once, the registrar revokes it and gives its role back, each after the delay of those who judge";
    case "grant-cancelled":
      return "the owner schedules a role for itself, the guardian cancels it, and it is refused once its delay is over";
    case "reward":
      return planet === "none" ? WITHOUT_PLANET : "the planetary layer does this with its own jobs";
    case "quadratic-proposal":
      if (planet === "without a council") return "not rehearsed: the mission has no council";
      return planet === "none" ? WITHOUT_PLANET : "the planetary layer does this with its own proposals";
    case "non-reveal":
      return `a committee member without whom the others decide commits and never reveals, and ${loses(slashing.nonRevealBps, "a part of the locked stake")}`;
    case "rejection":
      return `the committee rejects the result; the agent ${loses(slashing.rejectedWorkBps, "a part of its stake")}, the employer gets its money back`;
    case "dispute-won":
      return `the committee rejects, the agent disputes, ${jury} approves the work${idle}`;
    case "dispute-lost":
      return `the committee accepts, the employer disputes, ${jury} approves the work, the bond goes to the agent, but for what the jury's seats cost${idle}`;
    case "quorum-missed":
      return `of the first committee's seats ${undecidedSeats(plan)} at most are revealed, too few to decide; another committee is drawn without those who kept silent`;
    case "juror-slashed":
      return `a juror votes against the others and loses stake${idle}`;
    case "second-appeal":
      return `a job is heard by three juries, each larger than the one before${idle || beforeTheLast(disputes)}`;
    case "unfunded-seat":
      return "a drawn member takes its stake out before it sits, votes all the same, and one of its seats is marked unfunded";
    case "owner-ruling":
      return `the agent disputes a rejection, ${silence}, the owner approves the work`;
    case "expiry":
      return `the agent hands in nothing until its time and the grace are over; it ${loses(slashing.expiredWorkBps, "a part of its stake")}`;
    case "delay":
      return `a job is late, and its policy is triggered: ${policyText(adjustment ?? "raise-temperature", plan, borrowed(plan, job))}`;
  }
}

/** What a drill of the plan's own does, and in which stage. */
function ownText({ definition, stage, file }: OwnDrill): string {
  const { title, intervention, wayBack, mostCostWei } = definition;
  const where = file === null ? "defined in the plan" : `defined in ${file}`;
  const back =
    mostCostWei === null
      ? `back by ${stepsInWords(wayBack) || "nothing"}`
      : `irreversible, at a cost of ${formatAmount(mostCostWei)} tokens at most`;
  return `${title} (${where}, rehearsed by ${stage}): ${stepsInWords(intervention)}; ${back}`;
}

/** Who decides a dispute, what is not exercised then, and why the owner has to rule. */
function judgeIn({ decidedBy }: Disputes): Readonly<Record<"jury" | "idle" | "silence", string>> {
  if (decidedBy === "jury") return { jury: "a jury", idle: "", silence: "no juror votes" };
  return {
    jury: "the owner, for want of a jury,",
    idle: "; a jury's verdict is exercised only if the draw happens to leave one",
    silence: "no jury can be drawn",
  };
}

/** The larger juries lock the stakes of more seats. */
function beforeTheLast({ uncovered }: Disputes): string {
  if (uncovered === null) return "";
  return `; the stakes cover no quorum of the ${JURY_NAMES[uncovered.hearing - 1]}, and others judge there, or jurors who have less to lose`;
}

function loses(bps: number, what: string): string {
  return bps > 0 ? `loses ${what}` : "loses nothing, by protocol.slashing";
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
      return `the temperature moves ${limits.temperatureStepBps / 100} % of its way to ${formatAmount(emergencyTemperatureWad)}, ${PART}`;
    case "increase-agent-share":
      return `the agents' share of jobs posted from the next epoch on rises by ${step}, as far as the bounds allow, ${PART}`;
    case "increase-validator-share":
      return `the validators' share of jobs posted from the next epoch on rises by ${step}, as far as the bounds allow, ${PART}`;
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
