import { doubledBonusWei, raisedTemperatureWad, temperatureWad } from "../../economics/delay-policy.ts";
import { part, type Receiver, SHARE, shiftShares } from "../../economics/shares.ts";
import type { DelayReading } from "../../model/drill-readings.ts";
import { DELAY_POLICIES, numberOf } from "../../model/enums.ts";
import type { JobHistory } from "../../model/layer-run.ts";
import type { TransactionRecord } from "../../model/record.ts";
import { adjustmentOf } from "../../records/drills/job-script.ts";
import type { DrillScene } from "../../records/drills/scene.ts";
import { textArg } from "../../records/events.ts";
import { bonusCapWei } from "../../records/job-request.ts";
import { incentiveConfig } from "../../records/settings.ts";

/** What a delay policy ought to do and did. */
export interface LateEffect {
  readonly expected: string;
  readonly happened: string;
  /** As in `DrillResult`. */
  readonly idle: string | null;
  /** The validators' bonus that it ought to leave. */
  readonly bonusWei?: bigint;
}

/** What a policy moves: the values before and after, or how it refuses. */
type Foretold = { readonly before: bigint; readonly after: bigint } | { readonly refusal: string };

/** Tells of a late job's delay policy: what it had to do, from what stood in the second before, and what it did. */
export function tellDelay(
  scene: DrillScene,
  { jobId, apply }: JobHistory,
  reading: DelayReading,
): LateEffect {
  const adjustment = adjustmentOf(scene);
  const foretold = foretell(scene, jobId, reading);
  const triggered = apply.find(({ function: name }) => name?.startsWith("trigger"));
  if (triggered === undefined) throw new Error(`nobody triggered the delay policy of job ${jobId}`);
  return {
    expected: `${adjustment} ${foretoldText(foretold)}`,
    happened: `${adjustment} ${seenText(triggered)}`,
    idle: idleReason(scene, apply, triggered),
    ...(adjustment === "double-validator-bonus" && "after" in foretold ? { bonusWei: foretold.after } : {}),
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
  scene: DrillScene,
  records: readonly TransactionRecord[],
  triggered: TransactionRecord,
): string | null {
  const adjustment = adjustmentOf(scene);
  if (triggered.error !== undefined) return `${adjustment} was refused with ${triggered.error}`;
  const fired = triggered.events.find(({ name }) => name === "DelayPolicyTriggered");
  const { beforeValue, afterValue } = fired?.args ?? {};
  if (fired === undefined || beforeValue === afterValue) return `${adjustment} moved nothing`;
  if (adjustment !== "trigger-pause-check") return null;
  const names = records.flatMap(({ events }) => events.map(({ name }) => name));
  return names.includes("Paused") && names.includes("Resumed") ? null : "the system did not pause and resume";
}

function foretell(scene: DrillScene, jobId: bigint, reading: DelayReading): Foretold {
  const adjustment = adjustmentOf(scene);
  const { limits } = incentiveConfig(scene.plan);
  const policy = numberOf(DELAY_POLICIES, adjustment);
  const exhausted = (limit: number): Foretold => ({
    refusal: `EpochLimitReached(${reading.epoch}, ${policy}, ${limit})`,
  });
  if (reading.applied === BigInt(limits.maxPerEpoch)) return exhausted(limits.maxPerEpoch);
  switch (adjustment) {
    case "raise-temperature":
      return foretellTemperature(reading, BigInt(limits.temperatureStepBps));
    case "increase-agent-share":
      return foretellShare(reading, SHARE.agents, BigInt(limits.shareStepBps), policy);
    case "increase-validator-share":
      return foretellShare(reading, SHARE.validators, BigInt(limits.shareStepBps), policy);
    case "double-validator-bonus":
      return foretellBonus(scene, jobId);
    case "trigger-pause-check":
      if (reading.pauseChecks === BigInt(limits.maxPauseChecksPerEpoch))
        return exhausted(limits.maxPauseChecksPerEpoch);
      return foretellPause(reading);
  }
}

function foretellTemperature({ thermostat }: DelayReading, stepBps: bigint): Foretold {
  const before = temperatureWad(thermostat);
  const after = raisedTemperatureWad(thermostat, stepBps);
  return after === null
    ? { refusal: `AtEmergencyTemperature(${before}, ${thermostat.emergencyWad})` }
    : { before, after };
}

function foretellShare(
  { nextShares, minShares, maxShares }: DelayReading,
  to: Receiver,
  stepBps: bigint,
  policy: number,
): Foretold {
  const bounds = { min: minShares, max: maxShares };
  const { shares: shifted, movedBps } = shiftShares(nextShares, bounds, to, stepBps);
  return movedBps === 0n
    ? { refusal: `ShareCannotMove(${policy})` }
    : { before: nextShares[to], after: shifted[to] };
}

function foretellBonus({ job }: DrillScene, jobId: bigint): Foretold {
  const before = part(job.rewardWei, BigInt(job.validatorBonusBps));
  const capWei = bonusCapWei(job);
  const after = doubledBonusWei(before, capWei);
  return after === null ? { refusal: `BonusAtCap(${jobId}, ${capWei})` } : { before, after };
}

function foretellPause({ guardian: { timestamp, readyAt } }: DelayReading): Foretold {
  const at = timestamp + 1n;
  return at < readyAt ? { refusal: `GuardianCoolingDown(${readyAt}, ${at})` } : { before: 0n, after: 1n };
}
