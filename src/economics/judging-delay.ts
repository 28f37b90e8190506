import { DAY_SECONDS } from "../model/units.ts";

/** Windows of active time, as a plan states them; `guardianPauseSeconds` is plain time. */
interface Windows {
  readonly challengeSeconds: number;
  readonly approvalSeconds: number;
  readonly juryCommitSeconds: number;
  readonly juryRevealSeconds: number;
  readonly rulingSeconds: number;
  readonly guardianPauseSeconds: number;
  readonly votingDelaySeconds: number;
  readonly votingPeriodSeconds: number;
}

/** The first jury, and two appeals. */
const HEARINGS = 3;
/** The quorum reached at the last moment, and the outcome turned at the last moment. */
const EXTENSIONS = 2;
const LATE_VOTE_SECONDS = DAY_SECONDS;

/**
 * The least delay of judging roles: whoever is admitted or revoked when a verdict falls, or a vote is proposed, must not
 * judge it. That is the longer of
 *
 * - a dispute: 2 × (3 × (challenge + jury's commits + jury's reveals) + approval + ruling) + a guardian's pause, because its
 *   windows stand still while guardians pause, who can do so for half of the time, beginning with one pause;
 * - a vote: its delay + its period + 2 × the extension after a late vote.
 *
 * @returns seconds of plain time
 */
export function leastJudgingDelaySeconds(windows: Windows): number {
  return Math.max(disputeSeconds(windows), voteSeconds(windows));
}

function disputeSeconds(windows: Windows): number {
  const { challengeSeconds, approvalSeconds, juryCommitSeconds, juryRevealSeconds, rulingSeconds } = windows;
  const heardSeconds = HEARINGS * (challengeSeconds + juryCommitSeconds + juryRevealSeconds);
  const activeSeconds = heardSeconds + approvalSeconds + rulingSeconds;
  return 2 * activeSeconds + windows.guardianPauseSeconds;
}

function voteSeconds({ votingDelaySeconds, votingPeriodSeconds }: Windows): number {
  return votingDelaySeconds + votingPeriodSeconds + EXTENSIONS * lateVoteSeconds(votingPeriodSeconds);
}

/** What a late vote leaves to answer it; the governor extends no vote by more than a voting period. */
export function lateVoteSeconds(votingPeriodSeconds: number): number {
  return Math.min(LATE_VOTE_SECONDS, votingPeriodSeconds);
}
