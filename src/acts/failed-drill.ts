import { OmniError } from "../errors/error.ts";
import { STAGE } from "../errors/stage-errors.ts";
import type { DrillRecord } from "../model/drill.ts";

/** Why a stage fails after all: the first of its drills that did not go as expected. */
export function failedDrill(drills: readonly DrillRecord[]): OmniError | null {
  const failed = drills.find(({ verdict }) => verdict === "failed");
  if (failed === undefined) return null;
  return new OmniError(STAGE.DRILL_FAILED, { drill: failed.id, ...surprisesIn(failed) });
}

/** Of a drill that a plan defines, which tells part by part, only what differs. */
function surprisesIn({
  kind,
  expected,
  happened,
}: Pick<DrillRecord, "kind" | "expected" | "happened">): Record<"expected" | "happened", string> {
  const [wanted, seen] = [expected.split("; "), happened.split("; ")];
  if (kind !== "own" || wanted.length !== seen.length) return { expected, happened };
  const differs = wanted.map((part, index) => part !== seen[index]);
  const only = (parts: readonly string[]) => parts.filter((_, index) => differs[index]).join("; ");
  return { expected: only(wanted), happened: only(seen) };
}
