import {
  doubledBonusWei,
  raisedTemperatureWad,
  type Temperature,
  temperatureWad,
} from "../../economics/delay-policy.ts";
import { part, SHARE, type Shares, shiftShares } from "../../economics/shares.ts";
import type { DrillResult } from "../../model/drill.ts";
import { DELAY_POLICIES, numberOf } from "../../model/enums.ts";
import type { DelayAdjustment } from "../../model/plan.ts";
import type { TransactionRecord } from "../../model/record.ts";
import type { JobHistory } from "../../model/rehearsal.ts";
import { textArg } from "../../records/events.ts";
import { bonusCapWei } from "../../records/job-request.ts";
import { incentiveConfig } from "../../records/settings.ts";
import type { MissionLane, Step } from "../driver.ts";
import { one } from "../lifecycle.ts";
import type { DrillSetting } from "./drill.ts";
import { type LateEffect, runJobDrill } from "./job-drill.ts";

/** What a policy moves: the values before and after, or how it refuses. */
type Foretold = { readonly before: bigint; readonly after: bigint } | { readonly refusal: string };

/**
 * A job passes its soft deadline; its policy is set in motion once, and the late result is still judged. A policy that has
 * nothing left to move, or no turn left in its epoch, has to say so.
 */
export function delayDrill(setting: DrillSetting): Promise<DrillResult> {
  return runJobDrill(setting, {
    intervention: `a job passes its soft deadline, and its delay policy ${adjustmentOf(setting)} is triggered`,
    rounds: [() => "approve"],
    whileLate: (lane, history) => triggerPolicy(lane, setting, history),
  });
}

function adjustmentOf({ drill, job }: DrillSetting): DelayAdjustment {
  return drill.adjustment ?? job.adjustmentOnDelay;
}

async function triggerPolicy(
  lane: MissionLane,
  setting: DrillSetting,
  history: JobHistory,
): Promise<LateEffect> {
  const adjustment = adjustmentOf(setting);
  const foretold = await foretell(lane, setting, history.jobId);
  const triggered = await one(lane, triggerOf(setting, history.jobId));
  history.apply.push(triggered);
  const paused = adjustment === "trigger-pause-check" && triggered.status === "success";
  if (paused) history.apply.push(...(await checkAndResume(lane, setting)));
  return {
    expected: `${adjustment} ${foretoldText(foretold)}`,
    happened: `${adjustment} ${seenText(triggered)}`,
    idle: idleReason(setting, history.apply, triggered),
    ...(adjustment === "double-validator-bonus" && "after" in foretold ? { bonusWei: foretold.after } : {}),
  };
}

function triggerOf({ cast, ...setting }: DrillSetting, jobId: bigint): Step {
  const pauseCheck = adjustmentOf({ cast, ...setting }) === "trigger-pause-check";
  return {
    from: pauseCheck ? cast.guardian : cast.operator,
    contract: "JobRegistry",
    function: pauseCheck ? "triggerPauseCheck" : "triggerDelayPolicy",
    args: [jobId],
    expect: "either",
  };
}

function foretoldText(foretold: Foretold): string {
  return "refusal" in foretold
    ? `is refused with ${foretold.refusal}`
    : `moves ${foretold.before} to ${foretold.after}`;
}

function seenText({ events, error }: TransactionRecord): string {
  const fired = events.filter(({ name }) => name === "DelayPolicyTriggered");
  if (error !== undefined) return `is refused with ${error}`;
  return fired
    .map(({ args }) => `moves ${textArg(args, "beforeValue")} to ${textArg(args, "afterValue")}`)
    .join(", ");
}

/** A policy that was refused, or that left what it moves where it was, did nothing. */
function idleReason(
  setting: DrillSetting,
  records: readonly TransactionRecord[],
  triggered: TransactionRecord,
): string | null {
  const adjustment = adjustmentOf(setting);
  if (triggered.error !== undefined) return `${adjustment} was refused with ${triggered.error}`;
  const fired = triggered.events.find(({ name }) => name === "DelayPolicyTriggered");
  const { beforeValue, afterValue } = fired?.args ?? {};
  if (fired === undefined || beforeValue === afterValue) return `${adjustment} moved nothing`;
  if (adjustment !== "trigger-pause-check") return null;
  const names = records.flatMap(({ events }) => events.map(({ name }) => name));
  return names.includes("Paused") && names.includes("Resumed") ? null : "the system did not pause and resume";
}

/** What the policy has to do, from what stands in the second before. */
async function foretell(lane: MissionLane, setting: DrillSetting, jobId: bigint): Promise<Foretold> {
  const adjustment = adjustmentOf(setting);
  const { epochSeconds, limits } = incentiveConfig(setting.plan);
  const [active] = await lane.read([{ contract: "SystemPause", function: "activeTime", args: [] }]);
  const epoch = ((active?.[0] as bigint) + 1n) / BigInt(epochSeconds);
  const [usage] = await lane.read([{ contract: "IncentivePolicy", function: "appliedIn", args: [epoch] }]);
  const [applied, pauseChecks] = [...(usage as Iterable<bigint>)];
  const exhausted = (limit: number): Foretold => ({
    refusal: `EpochLimitReached(${epoch}, ${numberOf(DELAY_POLICIES, adjustment)}, ${limit})`,
  });
  if (applied === BigInt(limits.maxPerEpoch)) return exhausted(limits.maxPerEpoch);
  switch (adjustment) {
    case "raise-temperature":
      return foretellTemperature(lane, BigInt(limits.temperatureStepBps));
    case "increase-agent-share":
      return foretellShare(
        lane,
        SHARE.agents,
        BigInt(limits.shareStepBps),
        numberOf(DELAY_POLICIES, adjustment),
      );
    case "increase-validator-share":
      return foretellShare(
        lane,
        SHARE.validators,
        BigInt(limits.shareStepBps),
        numberOf(DELAY_POLICIES, adjustment),
      );
    case "double-validator-bonus":
      return foretellBonus(setting, jobId);
    case "trigger-pause-check":
      if (pauseChecks === BigInt(limits.maxPauseChecksPerEpoch))
        return exhausted(limits.maxPauseChecksPerEpoch);
      return foretellPause(lane);
  }
}

async function foretellTemperature(lane: MissionLane, stepBps: bigint): Promise<Foretold> {
  const [base, state, bounds] = await lane.read(
    ["baseTemperatureWad", "pidState", "bounds"].map((name) => ({
      contract: "Thermostat",
      function: name,
      args: [],
    })),
  );
  const { minWad, maxWad, emergencyWad } = bounds?.[0] as Omit<Temperature, "baseWad" | "outputWad">;
  const thermostat = { baseWad: base?.[0], outputWad: state?.[0].outputWad, minWad, maxWad, emergencyWad };
  const before = temperatureWad(thermostat);
  const after = raisedTemperatureWad(thermostat, stepBps);
  return after === null
    ? { refusal: `AtEmergencyTemperature(${before}, ${emergencyWad})` }
    : { before, after };
}

async function foretellShare(
  lane: MissionLane,
  to: typeof SHARE.agents | typeof SHARE.validators,
  stepBps: bigint,
  policy: number,
): Promise<Foretold> {
  const [next, bounds] = await lane.read(
    ["nextRoleShares", "shareBounds"].map((name) => ({
      contract: "IncentivePolicy",
      function: name,
      args: [],
    })),
  );
  const [shares, min, max] = [next?.[0], bounds?.[0], bounds?.[1]].map(
    (each) => [...each] as unknown as Shares,
  );
  if (!shares || !min || !max) throw new TypeError("IncentivePolicy gave no shares");
  const { shares: shifted, movedBps } = shiftShares(shares, { min, max }, to, stepBps);
  return movedBps === 0n
    ? { refusal: `ShareCannotMove(${policy})` }
    : { before: shares[to], after: shifted[to] };
}

function foretellBonus({ job }: DrillSetting, jobId: bigint): Foretold {
  const before = part(job.rewardWei, BigInt(job.validatorBonusBps));
  const capWei = bonusCapWei(job);
  const after = doubledBonusWei(before, capWei);
  return after === null ? { refusal: `BonusAtCap(${jobId}, ${capWei})` } : { before, after };
}

async function foretellPause(lane: MissionLane): Promise<Foretold> {
  const [ready] = await lane.read([{ contract: "SystemPause", function: "guardianReadyAt", args: [] }]);
  const [at, readyAt] = [lane.now() + 1n, ready?.[0] as bigint];
  return at < readyAt ? { refusal: `GuardianCoolingDown(${readyAt}, ${at})` } : { before: 0n, after: 1n };
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
