/** @param seconds since 1970. @returns ISO 8601, UTC. */
export function utc(seconds: number | string): string {
  return new Date(Number(seconds) * 1_000).toISOString().replace(".000", "");
}
