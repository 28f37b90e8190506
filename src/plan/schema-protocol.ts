import { z } from "zod";
import { leastJudgingDelaySeconds } from "../economics/judging-delay.ts";
import { DAY_SECONDS, WHOLE_BPS } from "../model/units.ts";

const MINUTE = 60;
const HOUR = 3_600;

/** Every bound here is a contract's own: what it refuses is found in the plan, and not when it is deployed. */
interface Bounds {
  readonly least?: number;
  readonly most?: number;
}

/** No vote is over before a few blocks have passed, and no window is longer than ninety days (`TermsCheck`). */
function seconds(standard: number, meaning: string, bounds: Bounds = {}, unit = "Seconds of active time.") {
  const { least = MINUTE, most = 90 * DAY_SECONDS } = bounds;
  const inDays = standard === DAY_SECONDS ? "one day" : `${standard / DAY_SECONDS} days`;
  return z
    .int()
    .min(least)
    .max(most)
    .default(standard)
    .describe(`${meaning} ${unit} Default: ${standard}, ${inDays}.`);
}

function bps(standard: number, meaning: string, { least = 0, most = WHOLE_BPS }: Bounds = {}) {
  return z
    .int()
    .min(least)
    .max(most)
    .default(standard)
    .describe(`${meaning} Basis points. Default: ${standard}, ${standard / 100} %.`);
}

function count(standard: number, least: number, most: number, meaning: string) {
  return z.int().min(least).max(most).default(standard).describe(`${meaning} Default: ${standard}.`);
}

/** A twenty-fourth of a day: `TermsCheck` has no shorter window of a job. */
const JOB_WINDOW = { least: HOUR };
const LEAST_SEED_BLOCKS = 1;
/** With every window at its least; `IdentityRegistry` would take a day. */
const SHORTEST_JUDGING_DELAY_SECONDS = leastJudgingDelaySeconds(
  {
    commitSeconds: HOUR,
    revealSeconds: HOUR,
    challengeSeconds: HOUR,
    approvalSeconds: 0,
    juryCommitSeconds: HOUR,
    juryRevealSeconds: HOUR,
    rulingSeconds: 2 * DAY_SECONDS,
    guardianPauseSeconds: HOUR,
    votingDelaySeconds: MINUTE,
    votingPeriodSeconds: MINUTE,
  },
  LEAST_SEED_BLOCKS,
  0,
);

const windows = z.strictObject({
  commitSeconds: seconds(DAY_SECONDS, "How long the committee may commit its votes.", JOB_WINDOW),
  revealSeconds: seconds(DAY_SECONDS, "How long the committee may reveal them.", JOB_WINDOW),
  challengeSeconds: seconds(
    2 * DAY_SECONDS,
    "How long a committee's verdict can be disputed, and a jury's appealed against.",
    JOB_WINDOW,
  ),
  approvalSeconds: z
    .int()
    .min(0)
    .max(90 * DAY_SECONDS)
    .default(0)
    .describe(
      "How long at most a region can hold an accepted result for its council to approve a dispute: regions[].approvalDays. Seconds of active time. Default: 0, not at all.",
    ),
  juryCommitSeconds: seconds(DAY_SECONDS, "How long a jury may commit its votes.", JOB_WINDOW),
  juryRevealSeconds: seconds(DAY_SECONDS, "How long a jury may reveal them.", JOB_WINDOW),
  rulingSeconds: seconds(3 * DAY_SECONDS, "Delay of the owner's ruling when a jury finds no verdict.", {
    least: 2 * DAY_SECONDS,
  }),
  unbondingSeconds: seconds(21 * DAY_SECONDS, "How long a stake that leaves stays slashable.", {
    least: DAY_SECONDS,
  }),
  graceSeconds: seconds(7 * DAY_SECONDS, "From a job's deadline until it can expire.", JOB_WINDOW),
  guardianPauseSeconds: seconds(
    DAY_SECONDS,
    "After which a guardian's pause ends by itself.",
    { least: HOUR, most: 30 * DAY_SECONDS },
    "Seconds of plain time.",
  ),
  votingDelaySeconds: seconds(DAY_SECONDS, "From a proposal to the snapshot of its vote."),
  votingPeriodSeconds: seconds(5 * DAY_SECONDS, "How long a proposal can be voted on."),
  judgingDelaySeconds: z
    .int()
    .min(SHORTEST_JUDGING_DELAY_SECONDS)
    .max(3_650 * DAY_SECONDS)
    .optional()
    .describe(
      "From the registrar's call until somebody becomes or ceases to be a validator or member of the council, so that nobody is admitted or revoked to decide what is under way. Seconds of plain time. No less than the longer of a job from its submission to its last ruling, 2 × (5 × (12 × committee.seedBlocks + 3600) + 2 × (commitSeconds + revealSeconds) + 3 × (challengeSeconds + juryCommitSeconds + juryRevealSeconds) + juryCommitSeconds + approvalSeconds + rulingSeconds) + guardianPauseSeconds, and a vote, votingDelaySeconds + votingPeriodSeconds + 2 × its extension of a day or votingPeriodSeconds if that is less + governance.quadraticVoting.executionDelayDays. Default: the least that is allowed.",
    ),
});

const committee = z.strictObject({
  size: count(3, 3, 15, "Seats drawn by stake to judge a result; a validator may get several."),
  jurySize: count(3, 3, 9, "Jurors drawn to judge a dispute; an odd number."),
  seedBlocks: count(
    4,
    LEAST_SEED_BLOCKS,
    128,
    "How many blocks ahead the block lies whose randomness draws a committee.",
  ),
});

const quorum = z.strictObject({
  validators: count(
    2,
    2,
    15,
    "Seats whose locks a committee's stakes must cover; more than half of the committee.",
  ),
  approvalBps: bps(5_001, "Share of all seats of a committee that accepts a result.", { least: 5_001 }),
  jurors: count(2, 2, 9, "Seats whose locks a first jury's stakes must cover; more than half of the jury."),
  proposalBps: bps(2_000, "Share of the registered identities that enters the quorum of a proposal.", {
    least: 1,
  }),
  voiceCredits: count(10_000, 1, 1_000_000, "Voice credits of an identity on each ballot."),
});

const fees = z.strictObject({
  protocolBps: bps(100, "Share of a reward that the treasury keeps.", { most: 2_000 }),
  seatBps: bps(
    500,
    "What a drawn seat costs the employer, or a jury's seat the claimant, as a share of what the seat locks.",
    {
      least: 100,
      most: 2_000,
    },
  ),
  disputeBondBps: bps(
    500,
    "Bond of a dispute, as a share of reward and bonus. Its jury's seats cost seatBps of their locks besides.",
    { least: 1, most: 5_000 },
  ),
});

const stakes = z.strictObject({
  agentBps: bps(
    2_500,
    "Stake that a job asks of its agent at the initial temperature, as a share of its reward. With slashing.rejectedWorkBps it says what garbage costs.",
    { least: 1 },
  ),
  validatorBps: bps(
    200,
    "Stake that a committee's seat locks, as a share of the plan's highest reward; never more than the job's own and its bonus.",
    { least: 1 },
  ),
});

const shares = z.strictObject({
  agentsBps: bps(6_500, "Agents' share of a job's reward, and of an epoch's rewards."),
  validatorsBps: bps(1_500, "Validators' share of a job's reward, and of an epoch's rewards."),
  operatorsBps: bps(1_500, "Operators' share of a job's reward, and of an epoch's rewards."),
  employersBps: bps(500, "Employers' share of a job's reward, and of an epoch's rewards."),
});

const split = z.strictObject({
  employerBps: bps(5_000, "Part of a slashed stake that goes to the employer."),
  validatorsBps: bps(2_000, "Part that goes to the validators who revealed."),
  treasuryBps: bps(2_000, "Part that goes to the treasury."),
  burnBps: bps(1_000, "Part that is burnt."),
});

/** No stake of whoever judges loses more than half in one job. */
const SLASH = { most: 5_000 };

const slashing = z.strictObject({
  nonRevealBps: bps(
    5_000,
    "Part of a locked stake that a committee member who does not reveal loses.",
    SLASH,
  ),
  wrongVoteBps: bps(1_000, "Part that a member who votes against the outcome loses.", SLASH),
  rejectedWorkBps: bps(9_000, "Part that an agent loses whose result is rejected for good."),
  expiredWorkBps: bps(1_000, "Part that an agent loses whose job expires.", SLASH),
  split: split
    .prefault({})
    .describe(
      "Where slashed stake goes; adds up to 10000 basis points. Default: the defaults of its fields.",
    ),
});

/** The protocol's parameters; each has a default, so an empty object stands for all of them. */
export const protocolSchema = z.strictObject({
  windows: windows.prefault({}).describe("Windows of the protocol. Default: the defaults of its fields."),
  committee: committee
    .prefault({})
    .describe("Sizes of the drawn bodies. Default: the defaults of its fields."),
  quorum: quorum.prefault({}).describe("What makes a vote count. Default: the defaults of its fields."),
  fees: fees.prefault({}).describe("Fees and bonds. Default: the defaults of its fields."),
  stakes: stakes.prefault({}).describe("Stakes that a job asks for. Default: the defaults of its fields."),
  shares: shares
    .prefault({})
    .describe(
      "Shares in which rewards are divided by role; add up to 10000 basis points. Default: the defaults of its fields.",
    ),
  slashing: slashing.prefault({}).describe("Penalties. Default: the defaults of its fields."),
});
