import { DAY_SECONDS } from "../model/units.ts";

/** Windows of active time, as a plan states them; `guardianPauseSeconds` is plain time. */
interface Windows {
  readonly challengeSeconds: number;
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
 * - a dispute: 2 × (3 × (challenge + jury's commits + jury's reveals) + ruling) + a guardian's pause, because its windows
 *   stand still while guardians pause, who can do so for half of the time, beginning with one pause;
 * - a vote: its delay + its period + 2 × the extension after a late vote + the timelock, because what it decides can open
 * a division, in which those vote who sit when it is executed.
 *
 * @param timelockSeconds from a decision until it can be executed
 * @returns seconds of plain time
 */
export function leastJudgingDelaySeconds(windows: Windows, timelockSeconds: number): number {
  return Math.max(disputeSeconds(windows), voteSeconds(windows) + timelockSeconds);
}

function disputeSeconds(windows: Windows): number {
  const { challengeSeconds, juryCommitSeconds, juryRevealSeconds, rulingSeconds } = windows;
  const activeSeconds = HEARINGS * (challengeSeconds + juryCommitSeconds + juryRevealSeconds) + rulingSeconds;
  return 2 * activeSeconds + windows.guardianPauseSeconds;
}

function voteSeconds({ votingDelaySeconds, votingPeriodSeconds }: Windows): number {
  return votingDelaySeconds + votingPeriodSeconds + EXTENSIONS * lateVoteSeconds(votingPeriodSeconds);
}

/** What a late vote leaves to answer it; the governor extends no vote by more than a voting period. */
export function lateVoteSeconds(votingPeriodSeconds: number): number {
  return Math.min(LATE_VOTE_SECONDS, votingPeriodSeconds);
}
