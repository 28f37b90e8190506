import { PLAN } from "../../errors/plan-errors.ts";
import type { DrillKind } from "../../model/plan.ts";
import type { Draft } from "../check-shape.ts";
import { ON_A_JOB } from "../drills.ts";
import { VOTING } from "../mission.ts";
import { fieldName, type Path } from "../plan-finding.ts";
import { entries, present, type Rule, type RuleContext } from "./context.ts";

/** The planetary layer does what they rehearse in every mission that has one. */
const PLANETARY: readonly DrillKind[] = ["reward", "quadratic-proposal"];
/** `GENESIS_TIMESTAMP` of a rehearsal's chain: time cannot start before it. */
const GENESIS = "2025-01-01T00:00:00Z";

/** What stands in a plan and changes nothing is said. */
export const nothingIsIgnoredSilently: Rule = (draft, context) => {
  const { role } = context;
  const isShared = draft.layers !== undefined && role === undefined;
  const hasPlanet = isShared || present(draft.jobs).some(([, { region }]) => isOf(region, draft));
  const say = (path: Path, why: string) => sayIgnored(path, why, context);
  if (isShared) {
    say(["budget", "natPrice"], "reward epochs are the planetary layer's");
    say(["protocol"], "the protocol of a mission is its national layer's");
    say(["drills"], "drills are the layers'");
    say(["chain", "startTime"], "the chain starts when the national layer's plan says");
  } else if (role === "national") {
    say(["budget", "natPrice"], "reward epochs are the planetary layer's");
    say(["governance", "quadraticVoting"], "votes are the planetary layer's");
  } else if (role === "planetary") {
    for (const [index, { kind }] of present(draft.drills))
      if (kind !== undefined) say(["drills", index], "drills of the built-in kinds are the national layer's");
    say(["chain", "startTime"], "the chain starts when the national layer's plan says");
    sayProtocol(draft, context);
  } else if (!hasPlanet) {
    say(["budget", "natPrice"], "a plan without regions has no reward epochs");
    say(["governance", "quadraticVoting"], "a plan without regions has no council that votes");
  }
  const isLater = isShared || role === "planetary";
  const startTime = draft.chain?.startTime;
  if (!isLater && startTime !== undefined && Date.parse(startTime) < Date.parse(GENESIS)) {
    say(["chain", "startTime"], `the chain begins with ${GENESIS}`);
  }
  if (isLater) return;
  for (const [index, { kind }] of present(draft.drills)) {
    const path = ["drills", index];
    if (kind === undefined) {
      say([...path, "job"], "a drill of one's own says itself what it needs");
      say([...path, "adjustment"], "a drill of one's own has no policy");
      continue;
    }
    if (PLANETARY.includes(kind)) say(path, planetaryDrill(kind, hasPlanet));
    else if (!ON_A_JOB.includes(kind)) say([...path, "job"], `a drill of kind "${kind}" borrows no job`);
    if (kind !== "delay") say([...path, "adjustment"], `a drill of kind "${kind}" has no policy`);
  }
};

/** Jobs of a coordination layer, or of no region, are no planetary layer of a plan without regions. */
function isOf(region: string | undefined, { regions }: Draft): boolean {
  return region !== undefined && (regions ?? []).length > 0;
}

/** Of a planetary plan's protocol counts how its council votes; all else was deployed with the nation. */
function sayProtocol({ protocol }: Draft, context: RuleContext): void {
  for (const [section, fields] of entries(protocol as Readonly<Record<string, object>> | undefined)) {
    const counts = VOTING.flatMap(([of, field]) => (of === section ? [field] : []));
    const vain =
      counts.length === 0
        ? [[]]
        : Object.keys(fields)
            .filter((name) => !counts.includes(name))
            .map((name) => [name]);
    for (const path of vain) {
      sayIgnored(
        ["protocol", section, ...path],
        "the protocol of a mission is its national layer's",
        context,
      );
    }
  }
}

function planetaryDrill(kind: DrillKind, hasPlanet: boolean): string {
  return hasPlanet
    ? `what "${kind}" rehearses is part of every planetary layer`
    : `"${kind}" needs jobs of regions, and this plan has none`;
}

function sayIgnored(path: Path, why: string, { report, textAt }: RuleContext): void {
  if (textAt(path) !== "") report(PLAN.IGNORED_FIELD, { field: fieldName(path), why }, path);
}
