import type { Plan } from "./plan.ts";

/** The region id of work that belongs to no single region. */
export const GLOBAL = "GLOBAL";

/** @returns the region whose executor employs for a job. */
export function employingRegion({ regions }: Pick<Plan, "regions">, region: string | null): string {
  return regions.some((own) => own.id === region) ? (region as string) : GLOBAL;
}
