import { DAY_SECONDS } from "../model/units.ts";
import { type CourseWindows, courseSeconds } from "./course-time.ts";

/** Windows of active time, as a plan states them; `guardianPauseSeconds` is plain time. */
interface Windows extends CourseWindows {
  readonly guardianPauseSeconds: number;
  readonly votingDelaySeconds: number;
  readonly votingPeriodSeconds: number;
}

/** The quorum reached at the last moment, and the outcome turned at the last moment. */
const EXTENSIONS = 2;
const LATE_VOTE_SECONDS = DAY_SECONDS;

/**
 * The least delay of judging roles. A job's juries are drawn from those who stood when its work was submitted, less those
 * who have lost the role by then: whoever is admitted or revoked on that day, or when a vote is proposed, must be neither
 * added to nor taken from those who decide it. That is the longer of
 *
 * - a job: 2 × its longest course, from the submission to the last ruling, + a guardian's pause, because its windows stand
 *   still while guardians pause, who can do so for half of the time, beginning with one pause;
 * - a vote: its delay + its period + 2 × the extension after a late vote + the timelock, because what it decides can open
 *   a division, in which those vote who sit when it is executed.
 *
 * @param seedBlocks how many blocks ahead a draw's seed block lies
 * @param timelockSeconds from a decision until it can be executed
 * @returns seconds of plain time
 */
export function leastJudgingDelaySeconds(
  windows: Windows,
  seedBlocks: number,
  timelockSeconds: number,
): number {
  const jobSeconds = 2 * courseSeconds(windows, seedBlocks, DAY_SECONDS) + windows.guardianPauseSeconds;
  return Math.max(jobSeconds, voteSeconds(windows) + timelockSeconds);
}

function voteSeconds({ votingDelaySeconds, votingPeriodSeconds }: Windows): number {
  return votingDelaySeconds + votingPeriodSeconds + EXTENSIONS * lateVoteSeconds(votingPeriodSeconds);
}

/** What a late vote leaves to answer it; the governor extends no vote by more than a voting period. */
export function lateVoteSeconds(votingPeriodSeconds: number): number {
  return Math.min(LATE_VOTE_SECONDS, votingPeriodSeconds);
}
