import type { DrillStep } from "../../../model/drill-definition.ts";
import type { Kpis } from "../../../model/thermodynamics.ts";
import { plannedEmissionWad } from "../tick-kpis.ts";
import type { OwnScene } from "./own-scene.ts";

/** The simulated readings of a tick: those that the step states, and of the plan where it states no emission. */
export function kpisOf({ with: given }: DrillStep, { terms }: Pick<OwnScene, "terms">): Kpis {
  const stated = (name: string) => BigInt(String(given[name] ?? 0));
  return {
    emissionWad: given.emission === undefined ? plannedEmissionWad(terms) : stated("emission"),
    backlogWad: stated("backlog"),
    slaWad: stated("lateness"),
  };
}
