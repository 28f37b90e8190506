import { jobStepOf } from "../model/drill-definition.ts";
import type { DelayAdjustment, Drill, DrillKind, LayerId, OwnDrill } from "../model/plan.ts";
import { builtInDrill } from "./built-in-drills.ts";
import { isRegional } from "./layers.ts";
import type { PlanDocument } from "./schema.ts";

type JobDocument = PlanDocument["jobs"][number];

/** Drills about the judgement of a job. */
const CONTESTED: readonly DrillKind[] = [
  "non-reveal",
  "quorum-missed",
  "unfunded-seat",
  "rejection",
  "dispute-won",
  "dispute-lost",
  "owner-ruling",
  "juror-slashed",
  "second-appeal",
  "expiry",
];

/** Drills that replay the terms of one of the plan's jobs. */
export const ON_A_JOB: readonly DrillKind[] = [...CONTESTED, "delay"];

/**
 * @param role the layer that the plan runs as part of a mission; none if it stands for itself
 * @param own those that the plan defines, by their places; of a planetary plan only these are rehearsed
 * @returns the plan's drills, or one of each kind that the plan gives rise to
 */
export function resolveDrills(
  document: PlanDocument,
  role?: LayerId,
  own: ReadonlyMap<number, OwnDrill> = new Map(),
): Drill[] {
  const { drills, jobs } = document;
  const first = jobs[0];
  if (!first) return [];
  if (!drills) return defaultDrills(document, role);
  return drills.map(({ id, kind, job, adjustment }, index): Drill => {
    const defined = own.get(index);
    if (kind === undefined) return ownDrill(id, defined, first.id);
    if (!ON_A_JOB.includes(kind)) return builtIn(id, kind);
    const borrowed = jobs.find((candidate) => candidate.id === job) ?? first;
    const policy = adjustment ?? borrowed.thermodynamicProfile.adjustmentOnDelay;
    return builtIn(id, kind, borrowed.id, kind === "delay" ? policy : null);
  });
}

/** The nation rehearses with jobs of its own, as far as it has them. */
function defaultDrills({ jobs, regions, layers, participants }: PlanDocument, role?: LayerId): Drill[] {
  const isItsOwnPlanet = role === undefined && !layers && regions.length > 0;
  const ordered = isItsOwnPlanet
    ? [...jobs.filter((job) => !isRegional(job)), ...jobs.filter(isRegional)]
    : jobs;
  const [first] = ordered as [JobDocument];
  const simple: readonly DrillKind[] = ["pause", "thermostat", "parameters", "grant-cancelled"];
  const hasPlanet = isItsOwnPlanet ? jobs.some(isRegional) : regions.length > 0;
  const hasVote = hasPlanet && (!isItsOwnPlanet || participants.council.length > 0);
  const planetary: readonly DrillKind[] = [
    ...(hasPlanet ? (["reward"] as const) : []),
    ...(hasVote ? (["quadratic-proposal"] as const) : []),
  ];
  return [
    ...[...simple, ...planetary].map((kind) => builtIn(kind, kind)),
    ...CONTESTED.map((kind) => builtIn(kind, kind, first.id)),
    ...delayDrills(ordered),
    // Last: it lets more time pass than all the others.
    builtIn("revocation", "revocation"),
  ];
}

/** A drill of a kind. @param job whose terms it borrows, if it borrows some */
export function builtIn(
  id: string,
  kind: DrillKind,
  job: string | null = null,
  adjustment: DelayAdjustment | null = null,
): Drill {
  const own = builtInDrill(kind);
  return { id, kind, job, adjustment, ...(own && { own }) };
}

/** A drill that the plan defines. @param first the job whose terms it borrows, if it runs one and names none */
function ownDrill(id: string, own: OwnDrill | undefined, first: string): Drill {
  const step = own && jobStepOf(own.definition);
  const job = step === undefined ? null : String(step.with.job ?? first);
  return { id, kind: "own", job, adjustment: null, ...(own && { own }) };
}

function delayDrills(jobs: readonly JobDocument[]): Drill[] {
  const drills = new Map<string, Drill>();
  for (const { id, thermodynamicProfile } of jobs) {
    const adjustment = thermodynamicProfile.adjustmentOnDelay;
    if (drills.has(adjustment)) continue;
    drills.set(adjustment, builtIn(`delay-${adjustment}`, "delay", id, adjustment));
  }
  return [...drills.values()];
}
