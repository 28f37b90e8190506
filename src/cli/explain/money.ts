import { entropyWei } from "../../economics/entropy.ts";
import { max } from "../../economics/fixed-point.ts";
import { addedWorthWei } from "../../economics/job-energy.ts";
import { part, partUp } from "../../economics/shares.ts";
import type { Cast } from "../../model/cast.ts";
import type { LayeredProject, Project } from "../../model/loaded-project.ts";
import type { Job, Plan } from "../../model/plan.ts";
import { regionOf } from "../../model/regions.ts";
import { WAD } from "../../model/units.ts";
import { bonusCapWei, costTerms, jobCostWei, seatFeesOf } from "../../records/job-request.ts";
import { regionNeeds } from "../../records/planetary/region-needs.ts";
import { natPriceOf, rewardParameters } from "../../records/planetary-settings.ts";
import { formatAmount } from "../../support/amount.ts";

/** What somebody is paid by a plan's jobs if all are approved; amounts are decimal strings in whole tokens. */
export interface Pay {
  readonly as: "agent" | "committees" | "operator" | "employer" | "treasury";
  readonly who: string;
  /** Ids. */
  readonly jobs: readonly string[];
  /** By the shares that the plan states. */
  readonly planned: string;
  /** Whatever late-job policies and the council make of the shares. */
  readonly most: string;
}

export interface Money {
  readonly currency: string;
  readonly budget: string;
  readonly rewards: string;
  /** On top of the rewards. */
  readonly fees: string;
  /** Escrowed on top of the rewards; half of it is paid unless a bonus doubles, the rest returns. */
  readonly bonuses: string;
  /** Escrowed for the seats of two committees a job; the second one's return unless the first decides nothing. */
  readonly seatFees: string;
  readonly escrowed: string;
  readonly pay: readonly Pay[];
}

/** What one region's executor gets to spend; what it does not spend returns to the treasury. */
export interface RegionMoney {
  readonly region: string;
  /** Who drives it. */
  readonly operator: string;
  readonly budget: string;
  readonly by: "allocation" | "cost of its jobs";
  /** Part of it that is set aside for disputes and appeals of its jobs. */
  readonly bonds: string;
  /** What one job, and the jobs of one day, may commit. */
  readonly jobLimit: string;
  readonly dayLimit: string;
  /** How long the council has to approve a dispute; 0 if its operator needs no approval. */
  readonly approvalSeconds: number;
}

/** All jobs run by the national plan's terms. @param plan one of the mission's */
export function moneyOf(plan: Plan, project: Project, cast: Cast): Money {
  const terms = costTerms(project.national);
  const rewardsWei = sum(plan.jobs, ({ rewardWei }) => rewardWei);
  const feesWei = sum(plan.jobs, ({ rewardWei }) => partUp(rewardWei, terms.feeBps));
  const seatFeesWei = sum(plan.jobs, (job) => seatFeesOf(job, terms));
  const bonusesWei = sum(plan.jobs, bonusCapWei);
  return {
    currency: plan.budget.currency,
    budget: formatAmount(plan.budget.totalWei),
    rewards: formatAmount(rewardsWei),
    fees: formatAmount(feesWei),
    bonuses: formatAmount(bonusesWei),
    seatFees: formatAmount(seatFeesWei),
    escrowed: formatAmount(sum(plan.jobs, (job) => jobCostWei(job, terms))),
    pay: payOf(plan, project, cast, { feesWei, seatFeesWei }),
  };
}

interface Fees {
  readonly feesWei: bigint;
  readonly seatFeesWei: bigint;
}

function payOf(
  plan: Plan,
  { national, planetary }: Project,
  cast: Cast,
  { feesWei, seatFeesWei }: Fees,
): Pay[] {
  const { validatorsBps, operatorsBps, employersBps } = national.protocol.shares;
  const all = plan.jobs;
  const rewardsWei = sum(all, ({ rewardWei }) => rewardWei);
  const shareOf = (jobs: readonly Job[], bps: number) => sum(jobs, ({ rewardWei }) => part(rewardWei, bps));
  const agents = plan.participants.agents.flatMap(({ handle }) => {
    const jobs = all.filter(({ agent }) => agent === handle);
    const wei = sum(jobs, ({ rewardWei }) => rewardWei);
    const plannedWei =
      wei - shareOf(jobs, validatorsBps) - shareOf(jobs, operatorsBps) - shareOf(jobs, employersBps);
    return jobs.length === 0 ? [] : [pay("agent", handle, jobs, plannedWei, wei)];
  });
  const bonusWei = sum(all, ({ rewardWei, validatorBonusBps }) => part(rewardWei, validatorBonusBps));
  const poolWei = rewardsWei + sum(all, bonusCapWei);
  const committeeWei = shareOf(all, validatorsBps) + bonusWei;
  const employer = plan === planetary && plan !== national ? "the regions' executors" : cast.employer.label;
  return [
    ...agents,
    pay("committees", "drawn from the validators", all, committeeWei, poolWei),
    pay("operator", cast.operator.label, all, shareOf(all, operatorsBps), rewardsWei),
    pay("employer", employer, all, shareOf(all, employersBps), rewardsWei),
    // Of the seats one committee's are used as planned. What no member has earned goes to the treasury as well.
    pay("treasury", cast.treasury.label, all, feesWei + seatFeesWei / 2n, feesWei + seatFeesWei + poolWei),
  ];
}

function pay(as: Pay["as"], who: string, jobs: readonly Job[], plannedWei: bigint, mostWei: bigint): Pay {
  const ids = jobs.map(({ id }) => id);
  return { as, who, jobs: ids, planned: formatAmount(plannedWei), most: formatAmount(mostWei) };
}

export function regionMoneyOf(project: Pick<LayeredProject, "national" | "planetary">): RegionMoney[] {
  const { budget } = project.planetary;
  return regionNeeds(project).map(({ region, costWei, bondsWei, terms }) => {
    const allocatedWei =
      budget.allocations.find(({ key, region: own }) => (own ?? key) === region)?.amountWei ?? 0n;
    const neededWei = costWei + bondsWei;
    return {
      region,
      operator: regionOf(project.planetary, region).operator,
      budget: formatAmount(max(allocatedWei, neededWei)),
      by: allocatedWei > neededWei ? "allocation" : "cost of its jobs",
      bonds: formatAmount(bondsWei),
      jobLimit: formatAmount(terms.jobWei),
      dayLimit: formatAmount(terms.dayWei),
      approvalSeconds: terms.approvalSeconds,
    };
  });
}

/** What one reward epoch divides at most, on top of what jobs pay. */
export function epochCapOf(plan: Plan): string {
  return formatAmount(rewardParameters(plan).epochCapWei);
}

/** What the uncertainty that a plan's jobs remove is worth in reward epochs; amounts are decimal strings. */
export interface NatPrice {
  /** Tokens a nat, at the initial temperature. */
  readonly price: string;
  readonly by: "plan" | "jobs";
  /** All that is expected to be removed, nats. */
  readonly entropy: string;
  /** What that is worth, and what the work adds to what it costs. */
  readonly worth: string;
  readonly added: string;
}

export function natPriceExplained(plan: Plan): NatPrice {
  const priceWei = natPriceOf(plan);
  const entropyWad = sum(plan.jobs, ({ expectedEntropyWad }) => expectedEntropyWad);
  return {
    price: formatAmount(priceWei),
    by: plan.budget.natPriceWei === null ? "jobs" : "plan",
    entropy: formatAmount(entropyWad),
    worth: formatAmount(entropyWei(entropyWad, WAD, priceWei)),
    added: formatAmount(sum(plan.jobs, ({ rewardWei }) => addedWorthWei(rewardWei))),
  };
}

function sum<T>(items: readonly T[], weiOf: (item: T) => bigint): bigint {
  return items.reduce((total, item) => total + weiOf(item), 0n);
}
