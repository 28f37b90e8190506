import type { EventRecord, TransactionRecord } from "../../model/record.ts";
import { untilActive } from "../active-time.ts";
import { personAt, principal } from "../cast.ts";
import type { MissionLane, Step } from "../driver.ts";
import { textArg, uintArg } from "../events.ts";
import {
  assign,
  dispute,
  historyOf,
  type JobHistory,
  one,
  postStep,
  settle,
  submit,
  textDigest,
  transactionsOf,
  validate,
} from "../lifecycle.ts";
import { jurisdictionLabel } from "../mission.ts";
import { type BallotOf, outcomeOf } from "../voting.ts";
import type { DrillResult, DrillSetting } from "./drill.ts";

type Verdict = Pick<DrillResult, "happened" | "passed">;
type Events = readonly EventRecord[];

/** A drill that runs one job of its own, borrowed from a job of the plan. */
interface JobDrill extends Pick<DrillResult, "intervention" | "expected"> {
  readonly ballotOf: BallotOf;
  readonly disputed?: { readonly by: "agent" | "employer"; readonly ballotOf: BallotOf };
  /** What happens between the soft deadline and the submission. */
  readonly whileLate?: (lane: MissionLane, history: JobHistory) => Promise<void>;
  readonly judge: (events: Events, transactions: readonly TransactionRecord[]) => Verdict;
}

/** Members of the contract's enums, as events carry them. */
const SLASHED_FOR = { nonReveal: 0n, rejectedWork: 2n };
const PAID_AS = { bondReturned: 7n, bondAwarded: 8n };

const DECIDED_BY = ["nobody", "the jury", "the owner", "nobody in time"];

const APPROVE: BallotOf = () => "approve";
const REJECT: BallotOf = () => "reject";

/** One member of the committee commits and keeps silent: it alone is slashed, the quorum of the others decides. */
export function nonRevealDrill(setting: DrillSetting): Promise<DrillResult> {
  return runJobDrill(setting, {
    intervention: "the first member of the committee commits and never reveals",
    expected: "it alone is slashed for not revealing; the others' quorum approves the job",
    ballotOf: (seat) => (seat === 0 ? "never-reveal" : "approve"),
    judge: (events) => {
      const slashes = slashesOf(events);
      const silent = slashes.length === 1 && reasonIs(slashes[0], SLASHED_FOR.nonReveal);
      return {
        happened: `${slashes.length} slashed; outcome ${finalOutcome(events)}`,
        passed: silent && finalOutcome(events) === "approved",
      };
    },
  });
}

/** The committee rejects the work: the agent is slashed, the employer refunded. */
export function rejectionDrill(setting: DrillSetting): Promise<DrillResult> {
  return runJobDrill(setting, {
    intervention: "the committee rejects the result",
    expected: "the agent is slashed for rejected work and the job ends rejected",
    ballotOf: REJECT,
    judge: (events) => {
      const slashes = slashesOf(events);
      const agentAlone = slashes.length === 1 && reasonIs(slashes[0], SLASHED_FOR.rejectedWork);
      return {
        happened: `${slashes.length} slashed; outcome ${finalOutcome(events)}`,
        passed: agentAlone && finalOutcome(events) === "rejected",
      };
    },
  });
}

/** The agent disputes a rejection and the jury agrees with it: the bond comes back. */
export function disputeWonDrill(setting: DrillSetting): Promise<DrillResult> {
  return runJobDrill(setting, {
    intervention: "the agent disputes a rejection; whoever decides the dispute approves the work",
    expected: "the rejection is overturned and the claimant's bond returned",
    ballotOf: REJECT,
    disputed: { by: "agent", ballotOf: APPROVE },
    judge: (events) => ({
      happened: `${decider(events)} decided; ${paid(events, PAID_AS.bondReturned) ? "bond returned" : "bond lost"}; outcome ${finalOutcome(events)}`,
      passed: paid(events, PAID_AS.bondReturned) && finalOutcome(events) === "approved",
    }),
  });
}

/** The employer disputes an acceptance and the jury does not agree: the bond goes to the agent. */
export function disputeLostDrill(setting: DrillSetting): Promise<DrillResult> {
  return runJobDrill(setting, {
    intervention: "the employer disputes an acceptance; whoever decides the dispute approves the work",
    expected: "the acceptance stands and the claimant's bond goes to the agent",
    ballotOf: APPROVE,
    disputed: { by: "employer", ballotOf: APPROVE },
    judge: (events) => ({
      happened: `${decider(events)} decided; ${paid(events, PAID_AS.bondAwarded) ? "bond awarded" : "bond kept"}; outcome ${finalOutcome(events)}`,
      passed: paid(events, PAID_AS.bondAwarded) && finalOutcome(events) === "approved",
    }),
  });
}

/** How a policy refuses that has nothing left to move, or whose turn in the epoch is over. */
const AT_ITS_LIMIT =
  /^(BonusAtCap|AtEmergencyTemperature|ShareCannotMove|EpochLimitReached|PauseCheckRefused)\(/;

/**
 * A job passes its soft deadline; its policy is set in motion once, and the late result is still judged. A policy that is
 * at its limit already, such as the bonus of a job that has none, must say so.
 */
export function delayDrill(setting: DrillSetting): Promise<DrillResult> {
  const { cast, drill } = setting;
  const adjustment = drill.adjustment ?? setting.job.adjustmentOnDelay;
  const pauseCheck = adjustment === "trigger-pause-check";
  return runJobDrill(setting, {
    intervention: `a job passes its soft deadline; its delay policy is ${adjustment}`,
    expected:
      "the policy fires once and moves its value, or refuses at its limit; the late result is accepted",
    ballotOf: APPROVE,
    whileLate: async (lane, history) => {
      const trigger: Step = {
        from: pauseCheck ? cast.guardian : cast.operator,
        contract: "JobRegistry",
        function: pauseCheck ? "triggerPauseCheck" : "triggerDelayPolicy",
        args: [history.jobId],
        expect: "either",
      };
      const triggered = await one(lane, trigger);
      history.apply.push(triggered);
      if (pauseCheck && triggered.status === "success")
        history.apply.push(...(await checkAndResume(lane, setting)));
    },
    judge: (events, transactions) => {
      const fired = events.filter(({ name }) => name === "DelayPolicyTriggered");
      const { beforeValue, afterValue } = fired[0]?.args ?? {};
      const refusal = transactions.find(
        ({ error }) => error !== undefined && AT_ITS_LIMIT.test(error),
      )?.error;
      const effect = refusal
        ? `refused with ${refusal}`
        : `fired ${fired.length} times, ${beforeValue} to ${afterValue}`;
      return {
        happened: `${effect}; outcome ${finalOutcome(events)}`,
        passed: (refusal !== undefined || fired.length === 1) && finalOutcome(events) === "approved",
      };
    },
  });
}

/** What the pause is for: the guardian resumes only if the stakes' token balance covers everything owed. */
async function checkAndResume(
  lane: MissionLane,
  { driver, cast }: DrillSetting,
): Promise<readonly TransactionRecord[]> {
  const stakeManager = driver.book.get("StakeManager").address;
  const [balance, totals] = await lane.read([
    { contract: "AGIALPHA", function: "balanceOf", args: [stakeManager] },
    { contract: "StakeManager", function: "totals", args: [] },
  ]);
  const owedWei = [...(totals?.[0] as Iterable<bigint>)].reduce((sum, amountWei) => sum + amountWei, 0n);
  if ((balance?.[0] as bigint) < owedWei) return [];
  return lane.send([{ from: cast.guardian, contract: "SystemPause", function: "guardianResume", args: [] }]);
}

async function runJobDrill(setting: DrillSetting, drill: JobDrill): Promise<DrillResult> {
  const history = await setting.driver.weave((lane) => rehearseJob(lane, setting, drill));
  const transactions = transactionsOf(history);
  const restaked = await restake(setting, transactions);
  return {
    intervention: drill.intervention,
    expected: drill.expected,
    ...drill.judge(
      transactions.flatMap(({ events }) => events),
      transactions,
    ),
    wayBack: restaked.length === 0 ? "none needed" : "whoever was slashed stakes the same amount again",
    transactions: [...transactions, ...restaked],
    handshakes: history.handshakes,
  };
}

async function rehearseJob(lane: MissionLane, setting: DrillSetting, drill: JobDrill): Promise<JobHistory> {
  const { cast, job } = setting;
  const agent = principal(job.agent);
  const adjustmentOnDelay = setting.drill.adjustment ?? job.adjustmentOnDelay;
  const [post] = await lane.send([
    postStep({
      planJobId: `drill:${setting.drill.id}`,
      title: job.title,
      jurisdiction: jurisdictionLabel(job),
      terms: { ...job, adjustmentOnDelay },
      poster: { from: cast.employer, contract: "JobRegistry" },
      operator: cast.operator,
      dependencies: [],
    }),
  ]);
  const history = historyOf(post as TransactionRecord);
  const { deadline } = await assign(lane, history, agent);
  if (drill.whileLate) {
    await untilActive(lane, deadline);
    await drill.whileLate(lane, history);
  }
  await submit(lane, history, agent, textDigest(`result of drill ${setting.drill.id}`));
  await validate(lane, history, cast, drill.ballotOf);
  if (!drill.disputed) await settle(lane, history, cast);
  else {
    const claimant = drill.disputed.by === "agent" ? agent : cast.employer;
    const evidence = `evidence of drill ${setting.drill.id}`;
    await dispute(lane, history, cast, { claimant, evidence, ballotOf: drill.disputed.ballotOf });
  }
  return history;
}

/** Brings every slashed stake back to where it was. */
async function restake(
  { driver, cast }: DrillSetting,
  transactions: readonly TransactionRecord[],
): Promise<TransactionRecord[]> {
  const steps = slashesOf(transactions.flatMap(({ events }) => events)).map(({ args }): Step => {
    const account = personAt(cast, textArg(args, "account")).account;
    const amount = [uintArg(args, "role"), uintArg(args, "amountWei")];
    return { from: account, contract: "StakeManager", function: "depositStake", args: amount };
  });
  return steps.length === 0 ? [] : driver.mine({ steps });
}

function slashesOf(events: Events): Events {
  return events.filter(({ name }) => name === "StakeSlashed");
}

function reasonIs(event: EventRecord | undefined, reason: bigint): boolean {
  return event !== undefined && uintArg(event.args, "reason") === reason;
}

function paid(events: Events, reason: bigint): boolean {
  return events.some((event) => event.name === "EscrowPaid" && reasonIs(event, reason));
}

function finalOutcome(events: Events): string {
  const finalized = events.find(({ name }) => name === "JobFinalized");
  return finalized ? outcomeOf(finalized) : "open";
}

function decider(events: Events): string {
  const ruled = events.find(({ name }) => name === "DisputeRuled");
  return DECIDED_BY[ruled ? Number(uintArg(ruled.args, "decidedBy")) : 0] ?? "nobody";
}
