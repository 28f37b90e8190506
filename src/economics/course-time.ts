/** Of what a job can take; seconds of active time. */
export interface CourseWindows {
  readonly commitSeconds: number;
  readonly revealSeconds: number;
  readonly challengeSeconds: number;
  readonly approvalSeconds: number;
  readonly juryCommitSeconds: number;
  readonly juryRevealSeconds: number;
  readonly rulingSeconds: number;
}

const ROUNDS = 2;
/** A dispute and two appeals. */
export const HEARINGS = 3;
const BLOCK_SECONDS = 12;
/** A window is a twenty-fourth of a day at least, and never shorter than five blocks. */
const WINDOWS_A_DAY = 24;
const LEAST_BLOCKS = 5;

/** The shortest window that a job can have, as `TermsCheck`. */
export function shortestWindowSeconds(daySeconds: number): number {
  return Math.max(Math.floor(daySeconds / WINDOWS_A_DAY), LEAST_BLOCKS * BLOCK_SECONDS);
}

/**
 * The longest course of a job from its submission on, as `IJobTerms.courseSeconds`: both rounds, the challenge, held for an
 * approval, three hearings, two appeals, which have the challenge's window, and the owner's ruling. Each draw of a committee or
 * jury has its seed block and the shortest window for somebody to call it.
 */
export function courseSeconds(windows: CourseWindows, seedBlocks: number, daySeconds: number): number {
  const draw = seedBlocks * BLOCK_SECONDS + shortestWindowSeconds(daySeconds);
  return (
    ROUNDS * (draw + windows.commitSeconds + windows.revealSeconds) +
    HEARINGS * (windows.challengeSeconds + draw + windows.juryCommitSeconds + windows.juryRevealSeconds) +
    windows.approvalSeconds +
    windows.rulingSeconds
  );
}
