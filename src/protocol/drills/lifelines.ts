import { min } from "../../economics/fixed-point.ts";
import type { Cast } from "../../model/cast.ts";
import type { Plan } from "../../model/plan.ts";
import type { SteadyState } from "../../model/readings.ts";
import { DAY_SECONDS, WAD } from "../../model/units.ts";
import { readSteadyState } from "../../observe/steady-state.ts";
import { eventOf, uintArg } from "../../records/events.ts";
import { type CostTerms, costTerms, jobCostWei } from "../../records/job-request.ts";
import { OWNER_PAUSE_JOB } from "../../records/pause-job.ts";
import { untilActive } from "../active-time.ts";
import type { Driver, Step } from "../driver.ts";
import { type JobBrief, postStep } from "../lifecycle.ts";

/** What must stay possible while the system is paused, made ready beforehand. */
export interface Lifelines {
  /** The steady state that the test has to come back to. */
  readonly before: SteadyState;
  /** The employer collects the refund of a job that it took back. */
  readonly claim: Step;
  /** Somebody takes out a little stake that has matured. */
  readonly withdraw: Step;
  /** The way back of the withdrawal. */
  readonly restake: Step;
}

/** At most one token: what is posted and taken back, and what is withdrawn and staked again. */
const SMALL_WEI = WAD;

/** Leaves the employer with a claim, and somebody with matured stake. */
export async function prepareLifelines(driver: Driver, cast: Cast, plan: Plan): Promise<Lifelines> {
  const claim: Step = { from: cast.employer, contract: "StakeManager", function: "claim", args: [] };
  await collectEarlierClaim(driver, claim);
  const before = await readSteadyState(driver);
  const { account, role, amountWei } = await freeStake(driver, cast);
  const stake = (name: string, ...args: unknown[]): Step => ({
    from: account,
    contract: "StakeManager",
    function: name,
    args: [role, ...args],
  });
  const posted = await driver.mine({
    steps: [postStep(await refundedJob(driver, cast, costTerms(plan))), stake("requestUnbonding", amountWei)],
  });
  const jobId = uintArg(eventOf(posted[0], "JobCreated").args, "jobId");
  const maturesAt = uintArg(eventOf(posted[1], "UnbondingStarted").args, "maturesAt");
  await driver.mine({
    steps: [{ from: cast.employer, contract: "JobRegistry", function: "cancelJob", args: [jobId] }],
  });
  await driver.weave((lane) => untilActive(lane, maturesAt));
  return {
    before,
    claim,
    withdraw: stake("withdraw"),
    restake: stake("depositStake", amountWei),
  };
}

/** What the employer was owed before would leave the system with the refund; so it collects it first. */
async function collectEarlierClaim(driver: Driver, claim: Step): Promise<void> {
  const [owed] = await driver.read([
    { contract: "StakeManager", function: "claimOf", args: [claim.from.address] },
  ]);
  if (owed?.[0] !== 0n) await driver.mine({ steps: [claim] });
}

/** The first stake of the cast that no job holds and that is not on its way out already. */
async function freeStake(driver: Driver, cast: Cast) {
  const stakes = cast.people.flatMap(({ account, stakes }) => stakes.map(({ role }) => ({ account, role })));
  const answers = await driver.read(
    stakes.map(({ account, role }) => ({
      contract: "StakeManager",
      function: "positionOf",
      args: [account.address, role],
    })),
  );
  const free = answers.map((answer) => {
    const { staked, locked, unbonding } = answer[0] as Record<"staked" | "locked" | "unbonding", bigint>;
    return unbonding === 0n ? staked - locked : 0n;
  });
  const index = free.findIndex((freeWei) => freeWei > 0n);
  const chosen = stakes[index];
  if (!chosen) throw new Error("nobody of the cast has free stake, although validators must have some");
  const freeWei = free[index] as bigint;
  return { ...chosen, amountWei: freeWei < SMALL_WEI ? freeWei : SMALL_WEI };
}

async function refundedJob(
  driver: Driver,
  { employer, operator }: Cast,
  terms: CostTerms,
): Promise<JobBrief> {
  const [held] = await driver.read([
    { contract: "AGIALPHA", function: "balanceOf", args: [employer.address] },
  ]);
  const rewardWei = refundedWei(held?.[0] as bigint, terms);
  return {
    ...OWNER_PAUSE_JOB,
    maxCostWei: jobCostWei({ rewardWei, validatorBonusCapBps: 0 }, terms),
    terms: {
      rewardWei,
      deadlineSeconds: DAY_SECONDS,
      validatorBonusBps: 0,
      validatorBonusCapBps: 0,
      adjustmentOnDelay: "raise-temperature" as const,
    },
    poster: { from: employer, contract: "JobRegistry" },
    operator,
    dependencies: [],
  };
}

/**
 * The reward that the employer can post, a token at most: halved until it pays for fees and seats as well.
 *
 * @param heldWei what the employer holds: a mission's whole budget may be less than a token
 */
export function refundedWei(heldWei: bigint, terms: CostTerms): bigint {
  let rewardWei = min(heldWei, SMALL_WEI);
  while (rewardWei > 1n && jobCostWei({ rewardWei, validatorBonusCapBps: 0 }, terms) > heldWei)
    rewardWei /= 2n;
  return rewardWei;
}
