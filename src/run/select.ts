import { OmniError } from "../errors/error.ts";
import { STAGE } from "../errors/stage-errors.ts";
import { nearest } from "../support/nearest.ts";
import type { Step } from "./catalogue.ts";

/** Which stages to run, or `dossier`; `stages` excludes the other two. */
export interface Selection {
  readonly stages?: readonly string[];
  readonly from?: string;
  readonly until?: string;
}

/**
 * The steps that a selection names, in the catalogue's order. A run that goes on to the last stage builds the dossier, and
 * so does one that names it.
 *
 * @throws OMNI2001 if there is no such step, OMNI2002 if the range is reversed
 */
export function selectSteps(catalogue: readonly Step[], selection: Selection): readonly Step[] {
  const { stages, from, until } = selection;
  const indexOf = (given: string): number => stepIndex(catalogue, given);
  if (stages !== undefined) {
    const picked = new Set(stages.map(indexOf));
    return catalogue.filter((_, index) => picked.has(index));
  }
  const first = from === undefined ? 0 : indexOf(from);
  const last = until === undefined ? catalogue.length - 1 : indexOf(until);
  if (first > last) throw new OmniError(STAGE.REVERSED, { from: `${from}`, until: `${until}` });
  return catalogue.slice(first, last + (catalogue[last + 1]?.id === "dossier" ? 2 : 1));
}

/** The steps that must have left their manifests before these can run. */
export function predecessors(catalogue: readonly Step[], steps: readonly Step[]): readonly Step[] {
  const first = catalogue.findIndex(({ id }) => id === steps[0]?.id);
  return catalogue.slice(0, Math.max(first, 0));
}

function stepIndex(catalogue: readonly Step[], given: string): number {
  const index = catalogue.findIndex(({ id }) => id === given);
  const known = catalogue.map(({ id }) => id);
  if (index < 0) throw new OmniError(STAGE.UNKNOWN, { given, known, near: nearest(given, known) });
  return index;
}
