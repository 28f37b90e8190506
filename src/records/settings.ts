import { courseSeconds } from "../economics/course-time.ts";
import { leastJudgingDelaySeconds } from "../economics/judging-delay.ts";
import { councilStakeWei } from "../economics/jury.ts";
import { shareBounds } from "../economics/share-bounds.ts";
import type { Shares } from "../economics/shares.ts";
import type { Project } from "../model/loaded-project.ts";
import type { Plan } from "../model/plan.ts";
import { DAY_SECONDS, WAD } from "../model/units.ts";
import { seatLockOf } from "./job-request.ts";
import { ROLES, type RoleName } from "./roles.ts";

/** Jobs are posted when they can be taken, so that none waits long for its agent. */
const OPEN_SECONDS = 30 * DAY_SECONDS;

/** For how long role shares stay as they are, and until half is left of what delay policies moved. */
const EPOCH_SECONDS = 7 * DAY_SECONDS;

/** Seconds between scheduling and execution for people who hold the role. */
export function executionDelayOf(role: RoleName): number {
  return ROLES.find((entry) => entry.role === role)?.executionDelaySeconds ?? 0;
}

/** What juries grow from. */
function juryTerms({ protocol }: Plan): { readonly jurySize: number; readonly juryQuorum: number } {
  return { jurySize: protocol.committee.jurySize, juryQuorum: protocol.quorum.jurors };
}

/** How large the bodies are that judge a job. */
export interface BodyTerms {
  readonly committeeSize: number;
  readonly jurySize: number;
  readonly juryQuorum: number;
}

export function bodyTerms(plan: Plan): BodyTerms {
  return { committeeSize: plan.protocol.committee.size, ...juryTerms(plan) };
}

/** `ISortitionPool.councilStakeWei` of a plan, by the dearest seats that its terms allow. */
export function councilStakeOf(plan: Plan): bigint {
  return councilStakeWei(juryTerms(plan), seatLockOf(plan));
}

/** `IJobTerms.Terms` of a plan. */
export function jobTerms(plan: Plan, treasury: string) {
  const { protocol } = plan;
  const { windows, committee, quorum, fees, stakes, slashing } = protocol;
  return {
    treasury,
    feeBps: fees.protocolBps,
    agentStakeBps: stakes.agentBps,
    rejectedSlashBps: slashing.rejectedWorkBps,
    expiredSlashBps: slashing.expiredWorkBps,
    openSeconds: OPEN_SECONDS,
    graceSeconds: windows.graceSeconds,
    challengeSeconds: windows.challengeSeconds,
    approvalSeconds: windows.approvalSeconds,
    slashSplit: slashing.split,
    validation: {
      commitSeconds: windows.commitSeconds,
      revealSeconds: windows.revealSeconds,
      committeeSize: committee.size,
      quorum: quorum.validators,
      approvalBps: quorum.approvalBps,
      nonRevealSlashBps: slashing.nonRevealBps,
      wrongVoteSlashBps: slashing.wrongVoteBps,
      seedBlocks: committee.seedBlocks,
      seatFeeBps: fees.seatBps,
      seatLockWei: seatLockOf(plan),
    },
    dispute: {
      bondBps: fees.disputeBondBps,
      ...juryTerms(plan),
      commitSeconds: windows.juryCommitSeconds,
      revealSeconds: windows.juryRevealSeconds,
      appealSeconds: windows.challengeSeconds,
      rulingSeconds: windows.rulingSeconds,
      nonRevealSlashBps: slashing.nonRevealBps,
      wrongVoteSlashBps: slashing.wrongVoteBps,
      jurorLockWei: seatLockOf(plan),
    },
  };
}

/** How long stake that leaves stays slashable: never less than the longest course of a job by the plan's terms. */
export function unbondingSettings({ protocol }: Plan) {
  const { windows, committee } = protocol;
  return {
    leastSeconds: courseSeconds(windows, committee.seedBlocks, DAY_SECONDS),
    seconds: windows.unbondingSeconds,
  };
}

/**
 * Seconds of plain time from the registrar's call until somebody becomes or ceases to be a validator or a member of the
 * council: what the layers' plans state, and no less than what is decided on either layer takes. The registry is one, and
 * is deployed before the planetary layer, whose plan says how its council votes.
 */
export function judgingDelayOf({ national, planetary }: Pick<Project, "national" | "planetary">): number {
  const plans = planetary ? [national, planetary] : [national];
  return Math.max(
    ...plans.flatMap(({ protocol: { windows, committee }, governance: { quadraticVoting } }) => [
      windows.judgingDelaySeconds,
      leastJudgingDelaySeconds(windows, committee.seedBlocks, quadraticVoting.executionDelaySeconds),
    ]),
  );
}

/** `IIncentivePolicy.Config` of a plan: epochs of a week, every share free to move between half and twice its value. */
export function incentiveConfig({ protocol }: Plan) {
  const { shares } = protocol;
  const { agentsBps, validatorsBps, operatorsBps, employersBps } = shares;
  const bounds = shareBounds([
    BigInt(agentsBps),
    BigInt(validatorsBps),
    BigInt(operatorsBps),
    BigInt(employersBps),
  ]);
  return {
    epochSeconds: EPOCH_SECONDS,
    shares,
    minShares: byRole(bounds.min),
    maxShares: byRole(bounds.max),
    limits: { maxPerEpoch: 4, maxPauseChecksPerEpoch: 1, temperatureStepBps: 2_500, shareStepBps: 250 },
  };
}

/**
 * `IThermostat.Config` of a plan. The controller watches emission, backlog and lateness with equal weights; its output
 * reaches at most half of the initial temperature. Ticks are days or weeks apart, so that an error has to stand for some
 * four months before its integral has grown by as much.
 */
export function thermostatConfig({ governance }: Plan) {
  const { initialTemperatureWad, emergencyTemperatureWad, minimumTemperatureWad, maximumTemperatureWad } =
    governance.thermostat;
  const third = WAD / 3n;
  return {
    baseWad: initialTemperatureWad,
    bounds: {
      minWad: minimumTemperatureWad,
      maxWad: maximumTemperatureWad,
      emergencyWad: emergencyTemperatureWad,
    },
    gains: {
      kp: WAD / 10n,
      ki: WAD / 10_000_000n,
      kd: WAD,
      integralLimit: initialTemperatureWad / 4n,
      outputLimit: initialTemperatureWad / 2n,
    },
    targets: { emissionWad: WAD, backlogWad: 0n, slaWad: 0n },
    weights: { emissionWad: third, backlogWad: third, slaWad: third },
    minTickSeconds: 60,
    fadeSeconds: EPOCH_SECONDS,
  };
}

function byRole(shares: Shares): Plan["protocol"]["shares"] {
  const [agentsBps, validatorsBps, operatorsBps, employersBps] = shares.map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return { agentsBps, validatorsBps, operatorsBps, employersBps };
}

export const GUARDIAN_COOLDOWN_SECONDS = 3_600;
