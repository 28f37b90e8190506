import type { Plan, Region } from "./plan.ts";

/** The region id of work that belongs to no single region. */
export const GLOBAL = "GLOBAL";

/** @returns the region whose executor employs for a job. */
export function employingRegion({ regions }: Pick<Plan, "regions">, region: string | null): string {
  return regions.some((own) => own.id === region) ? (region as string) : GLOBAL;
}

/** Who drives a region's executor where its plan names nobody: the label of its account. */
export function regionOperator(region: string): string {
  return `region-operator-${region}`;
}

/** How a region is run; the global one, of which a plan says nothing, by the defaults. */
export function regionOf(
  { regions }: Pick<Plan, "regions">,
  region: string,
): Pick<Region, "operator" | "jobLimitWei" | "dayLimitWei" | "approvalSeconds"> {
  const own = regions.find(({ id }) => id === region);
  return (
    own ?? { operator: regionOperator(region), jobLimitWei: null, dayLimitWei: null, approvalSeconds: 0 }
  );
}
