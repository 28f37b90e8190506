/** Milliseconds as seconds with one digit after the point, for people. */
export function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(1);
}
