/** Of what a job can take; seconds of active time. */
export interface CourseWindows {
  readonly commitSeconds: number;
  readonly revealSeconds: number;
  readonly challengeSeconds: number;
  readonly juryCommitSeconds: number;
  readonly juryRevealSeconds: number;
  readonly rulingSeconds: number;
}

/** Two committees and a jury. */
const DRAWS = 3;
const ROUNDS = 2;
const BLOCK_SECONDS = 12;
/** A window is a twenty-fourth of a day at least, and never shorter than five blocks. */
const WINDOWS_A_DAY = 24;
const LEAST_BLOCKS = 5;

/** The shortest window that a job can have, as `TermsCheck`. */
export function shortestWindowSeconds(daySeconds: number): number {
  return Math.max(Math.floor(daySeconds / WINDOWS_A_DAY), LEAST_BLOCKS * BLOCK_SECONDS);
}

/**
 * The longest course of a job from its submission on, as `IJobTerms.courseSeconds`: three draws, each with its seed block
 * and the shortest window for somebody to call it, both rounds, the challenge, the dispute and the owner's ruling.
 */
export function courseSeconds(windows: CourseWindows, seedBlocks: number, daySeconds: number): number {
  const draw = seedBlocks * BLOCK_SECONDS + shortestWindowSeconds(daySeconds);
  return (
    DRAWS * draw +
    ROUNDS * (windows.commitSeconds + windows.revealSeconds) +
    windows.challengeSeconds +
    windows.juryCommitSeconds +
    windows.juryRevealSeconds +
    windows.rulingSeconds
  );
}
