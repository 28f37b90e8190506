import type { DrillRecord } from "../../model/drill.ts";

/** What a drill that failed was expected to show and what it showed instead; of one that tells part by part, only what differs. */
export function surpriseIn({
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
