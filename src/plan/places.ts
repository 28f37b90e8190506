/** The region id of work that belongs to no single region. */
export const GLOBAL = "GLOBAL";

/** Keys of allocations, region ids and region names compare without regard to case. */
export function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
