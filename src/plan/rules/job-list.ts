const LONGEST_LIST = 3;

/** `job "A"`, or `the jobs "A", "B", "C" and 4 more, which can run at the same time`. */
export function jobsAtOnce(jobs: readonly string[]): string {
  if (jobs.length === 1) return `job "${jobs[0]}"`;
  const shown = jobs.slice(0, LONGEST_LIST).map((id) => `"${id}"`);
  const more = jobs.length - shown.length;
  const list =
    more > 0
      ? `${shown.join(", ")} and ${more} more`
      : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
  return `the jobs ${list}, which can run at the same time`;
}
