import {
  doubledBonusWei,
  epochsBetween,
  leftOfRaiseWad,
  partOfStep,
  raisedWad,
  type Temperature,
  temperatureWad,
} from "../../economics/delay-policy.ts";
import { fadeShares, part, type Receiver, SHARE, shiftShares } from "../../economics/shares.ts";
import type { DelayReading, LateReadings, PolicyReading } from "../../model/drill-readings.ts";
import { DELAY_POLICIES, numberOf } from "../../model/enums.ts";
import type { JobHistory } from "../../model/layer-run.ts";
import type { DelayAdjustment } from "../../model/plan.ts";
import type { TransactionRecord } from "../../model/record.ts";
import { BPS } from "../../model/units.ts";
import { adjustmentOf } from "../../records/drills/job-script.ts";
import type { DrillScene } from "../../records/drills/scene.ts";
import { textArg, uintArg } from "../../records/events.ts";
import { bonusCapWei } from "../../records/job-request.ts";
import { incentiveConfig } from "../../records/settings.ts";
import { formatAmount } from "../../support/amount.ts";
import { percent } from "../../support/figures.ts";
import { counted } from "../../support/text.ts";
import { movedValue } from "../moved-value.ts";

/** What a delay policy ought to do and did. */
export interface LateEffect {
  readonly expected: string;
  readonly happened: string;
  /** As in `DrillResult`. */
  readonly idle: string | null;
  /** The validators' bonus that it ought to leave. */
  readonly bonusWei?: bigint;
}

/** What a policy moves: the values before and after, and what is left of it at a later reading; or how it refuses. */
type Foretold =
  | { readonly before: bigint; readonly after: bigint; readonly left?: bigint }
  | { readonly refusal: string };

/** A policy's values by the mirrors, before anybody asks whether the epoch has a turn for it. */
interface Late extends LateReadings {
  readonly stepBps: bigint;
  /** How many epochs begin between the two readings. */
  readonly epochs: bigint;
}

/** Writes what a policy moves, exactly. */
type Moved = (value: bigint) => string;

/** The share that a policy raises. */
const RAISED_SHARE: Partial<Record<DelayAdjustment, Receiver>> = {
  "increase-agent-share": SHARE.agents,
  "increase-validator-share": SHARE.validators,
};

/** Tells of a late job's delay policy: what it had to do, from what stood in the second before, and what it did. */
export function tellDelay(
  scene: DrillScene,
  { jobId, apply }: JobHistory,
  readings: LateReadings,
): LateEffect {
  const adjustment = adjustmentOf(scene);
  const { epochSeconds } = incentiveConfig(scene.plan);
  const { before, left } = readings;
  const late: Late = {
    ...readings,
    stepBps: partOfStep(fullStepBps(scene), before.rewards),
    epochs: epochsBetween(before.activeSeconds, left.activeSeconds, epochSeconds),
  };
  const foretold = foretell(scene, jobId, late);
  const moved = (value: bigint) => movedValue(adjustment, value);
  const triggered = apply.find(({ function: name }) => name?.startsWith("trigger"));
  if (triggered === undefined) throw new Error(`nobody triggered the delay policy of job ${jobId}`);
  return {
    expected: `${adjustment} ${foretoldText(foretold, late, moved)}`,
    happened: `${adjustment} ${seenText(triggered, leftSeen(adjustment, left), late.epochs, moved)}`,
    idle: idleReason(scene, apply, triggered),
    ...(adjustment === "double-validator-bonus" && "after" in foretold ? { bonusWei: foretold.after } : {}),
  };
}

/** What the policy would move if there were no other job. */
function fullStepBps(scene: DrillScene): bigint {
  const { limits } = incentiveConfig(scene.plan);
  const adjustment = adjustmentOf(scene);
  if (adjustment === "raise-temperature") return BigInt(limits.temperatureStepBps);
  return adjustment in RAISED_SHARE ? BigInt(limits.shareStepBps) : BPS;
}

function foretoldText(
  foretold: Foretold,
  { before: { rewards }, stepBps, epochs }: Late,
  moved: Moved,
): string {
  if ("refusal" in foretold) return `is refused with ${foretold.refusal}`;
  const weight = weightText(rewards.ownWei, rewards.totalWei, stepBps);
  return `${weight} moves ${moved(foretold.before)} to ${moved(foretold.after)}${leftText(foretold.left, epochs, moved)}`;
}

function seenText(
  { events, error }: TransactionRecord,
  left: bigint | undefined,
  epochs: bigint,
  moved: Moved,
): string {
  if (error !== undefined) return `is refused with ${error}`;
  const weights = events
    .filter(({ name }) => name === "JobWeighed")
    .map(({ args }) =>
      weightText(textArg(args, "rewardWei"), textArg(args, "assignedWei"), textArg(args, "stepBps")),
    );
  const moves = events
    .filter(({ name }) => name === "DelayPolicyTriggered")
    .map(
      ({ args }) => `moves ${moved(uintArg(args, "beforeValue"))} to ${moved(uintArg(args, "afterValue"))}`,
    );
  return `${weights.join(", ")} ${moves.join(", ")}${leftText(left, epochs, moved)}`;
}

function weightText(ownWei: bigint | string, totalWei: bigint | string, stepBps: bigint | string): string {
  return `by ${percent(stepBps)}, with ${formatAmount(BigInt(ownWei))} tokens of ${formatAmount(BigInt(totalWei))} tokens that jobs under way pay,`;
}

/** What fades, and what of it a later reading shows. */
function leftText(left: bigint | undefined, epochs: bigint, moved: Moved): string {
  return left === undefined
    ? ""
    : `, of which ${moved(left)} is left ${counted(Number(epochs), "epoch")} later`;
}

function leftSeen(
  adjustment: DelayAdjustment,
  { raiseWad, governedShares, nextShares }: PolicyReading,
): bigint | undefined {
  if (adjustment === "raise-temperature") return raiseWad;
  const to = RAISED_SHARE[adjustment];
  return to === undefined ? undefined : nextShares[to] - governedShares[to];
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

function foretell(scene: DrillScene, jobId: bigint, late: Late): Foretold {
  const { before, stepBps } = late;
  const adjustment = adjustmentOf(scene);
  const { limits } = incentiveConfig(scene.plan);
  const policy = numberOf(DELAY_POLICIES, adjustment);
  const exhausted = (limit: number): Foretold => ({
    refusal: `EpochLimitReached(${before.epoch}, ${policy}, ${limit})`,
  });
  if (stepBps === 0n) {
    return { refusal: `JobTooSmall(${jobId}, ${before.rewards.ownWei}, ${before.rewards.totalWei})` };
  }
  const isPauseCheck = adjustment === "trigger-pause-check";
  const [used, limit] = isPauseCheck
    ? [before.pauseChecks, limits.maxPauseChecksPerEpoch]
    : [before.countedBps / BPS, limits.maxPerEpoch];
  if (used >= BigInt(limit)) return exhausted(limit);
  switch (adjustment) {
    case "raise-temperature":
      return foretellTemperature(scene, late);
    case "increase-agent-share":
      return foretellShare(scene, late, SHARE.agents);
    case "increase-validator-share":
      return foretellShare(scene, late, SHARE.validators);
    case "double-validator-bonus":
      return foretellBonus(scene, jobId);
    case "trigger-pause-check":
      return foretellPause(before);
  }
}

function foretellTemperature({ plan }: DrillScene, { before: reading, stepBps, epochs }: Late): Foretold {
  const begun = begunBefore(plan, reading);
  const thermostat: Temperature = {
    ...reading.thermostat,
    raiseWad: leftOfRaiseWad(reading.raiseWad, begun),
  };
  const before = temperatureWad(thermostat);
  const raiseWad = raisedWad(thermostat, stepBps);
  if (raiseWad === null) return { refusal: `AtEmergencyTemperature(${before}, ${thermostat.emergencyWad})` };
  const after = temperatureWad({ ...thermostat, raiseWad });
  return { before, after, left: leftOfRaiseWad(raiseWad, epochs - begun) };
}

function foretellShare(
  { plan }: DrillScene,
  { before: reading, stepBps, epochs }: Late,
  to: Receiver,
): Foretold {
  const { governedShares, minShares, maxShares } = reading;
  const begun = begunBefore(plan, reading);
  const nextShares = fadeShares(governedShares, reading.nextShares, begun);
  const bounds = { min: minShares, max: maxShares };
  const { shares: shifted, movedBps } = shiftShares(nextShares, bounds, to, stepBps);
  if (movedBps === 0n) {
    const policy = numberOf(
      DELAY_POLICIES,
      to === SHARE.agents ? "increase-agent-share" : "increase-validator-share",
    );
    return { refusal: `ShareCannotMove(${policy})` };
  }
  const faded = fadeShares(governedShares, shifted, epochs - begun);
  return { before: nextShares[to], after: shifted[to], left: faded[to] - governedShares[to] };
}

/** Epochs that begin between the reading and the second after it, in which the policy acts. */
function begunBefore(plan: DrillScene["plan"], { epoch, activeSeconds }: DelayReading): bigint {
  return epoch - activeSeconds / BigInt(incentiveConfig(plan).epochSeconds);
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
