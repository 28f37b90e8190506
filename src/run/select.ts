import { OmniError } from "../errors/error.ts";
import { STAGE } from "../errors/stage-errors.ts";
import { nearest } from "../support/nearest.ts";
import type { Step } from "./catalogue.ts";

/** Which stages to run; `stages` excludes the other two. */
export interface Selection {
  readonly stages?: readonly string[];
  readonly from?: string;
  readonly until?: string;
}

/**
 * The steps that a selection names, in the catalogue's order. The dossier belongs to a run that goes on to the last
 * stage, and to no run of stages picked one by one.
 *
 * @throws OMNI2001 if there is no such stage, OMNI2002 if the range is reversed
 */
export function selectSteps(catalogue: readonly Step[], selection: Selection): readonly Step[] {
  const stages = catalogue.filter(({ id }) => id !== "dossier");
  const indexOf = (given: string): number => stageIndex(stages, given);
  if (selection.stages !== undefined) {
    const picked = new Set(selection.stages.map(indexOf));
    return stages.filter((_, index) => picked.has(index));
  }
  const first = selection.from === undefined ? 0 : indexOf(selection.from);
  const last = selection.until === undefined ? stages.length - 1 : indexOf(selection.until);
  if (first > last) {
    throw new OmniError(STAGE.REVERSED, { from: `${selection.from}`, until: `${selection.until}` });
  }
  return last === stages.length - 1 ? catalogue.slice(first) : stages.slice(first, last + 1);
}

/** The steps that must have left their manifests before these can run. */
export function predecessors(catalogue: readonly Step[], steps: readonly Step[]): readonly Step[] {
  const first = catalogue.findIndex(({ id }) => id === steps[0]?.id);
  return catalogue.slice(0, Math.max(first, 0));
}

function stageIndex(stages: readonly Step[], given: string): number {
  const index = stages.findIndex(({ id }) => id === given);
  const known = stages.map(({ id }) => id);
  if (index < 0) throw new OmniError(STAGE.UNKNOWN, { given, known, near: nearest(given, known) });
  return index;
}
