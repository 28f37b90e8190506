import { OmniError } from "../errors/error.ts";
import { STAGE } from "../errors/stage-errors.ts";
import type { DrillRecord } from "../model/drill.ts";
import { surpriseIn } from "../reports/drills/surprise.ts";

/** Why a stage fails after all: its drills that did not go as expected, each with what happened instead. */
export function failedDrill(drills: readonly DrillRecord[]): OmniError | null {
  const failed = drills.filter(({ verdict }) => verdict === "failed");
  if (failed.length === 0) return null;
  return new OmniError(STAGE.DRILL_FAILED, {
    surprises: failed.map((drill) => surpriseText(drill.id, surpriseIn(drill))),
  });
}

/** What was expected of a drill and what happened instead, in sentences. */
export function surpriseText(
  drill: string,
  { expected, happened }: Record<"expected" | "happened", string>,
): string {
  return `The drill "${drill}" did not go as expected. Expected: ${expected}. Happened: ${happened}.`;
}
