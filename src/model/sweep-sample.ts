/** How the points of a sweep are chosen. */
export const SAMPLES = ["grid", "latin", "monte-carlo"] as const;
export type Sample = (typeof SAMPLES)[number];
