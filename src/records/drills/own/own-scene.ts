import type { Cast } from "../../../model/cast.ts";
import { type DrillDefinition, jobStepOf } from "../../../model/drill-definition.ts";
import type { Plan } from "../../../model/plan.ts";
import type { DrillScene } from "../scene.ts";

/** A drill that a plan defines, with everybody and everything that it may name. */
export interface OwnScene {
  readonly id: string;
  readonly definition: DrillDefinition;
  readonly cast: Cast;
  /** The nation's, whose council signs for the oracle. */
  readonly national: Cast;
  /** Whose drill it is. */
  readonly plan: Plan;
  /** The nation's, which fixes the contracts' settings. */
  readonly terms: Plan;
}

/** The drills that the planetary layer rehearses: those that its plan defines. */
export function planetaryScenes(
  plan: Plan,
  surroundings: Pick<OwnScene, "cast" | "national" | "terms">,
): OwnScene[] {
  return plan.drills.flatMap(({ id, kind, own }) => {
    return kind !== "own" || own === undefined
      ? []
      : [{ id, definition: own.definition, plan, ...surroundings }];
  });
}

/** @returns a drill of the nation that its plan, or the package, defines; `null` if it runs a job */
export function ownSceneOf({ cast, plan, drill: { id, own } }: DrillScene): OwnScene | null {
  if (own === undefined || jobStepOf(own.definition) !== undefined) return null;
  return { id, definition: own.definition, cast, national: cast, plan, terms: plan };
}
