import { PLAN_PATHS } from "../model/layout.ts";
import type { LayerId } from "../model/plan.ts";

/** What a plan file is to a mission. */
export type PlanRole = "shared" | LayerId;

/** Where each plan of a mission lies in a payload, wherever its file lay and whatever it was called. */
export const PLAN_PLACES: Readonly<Record<PlanRole, string>> = PLAN_PATHS;

interface NamedRegion {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
}

/** Each region's id and name in lower case → its id. An id goes before another region's name. */
export function regionsByName(regions: readonly NamedRegion[]): Map<string, string> {
  const named = regions.flatMap(({ id, name }) => (id && name ? [[name.toLowerCase(), id] as const] : []));
  const identified = regions.flatMap(({ id }) => (id ? [[id.toLowerCase(), id] as const] : []));
  return new Map([...named, ...identified]);
}
