import type { LayerId, OwnDrill } from "../../model/plan.ts";
import type { Draft } from "../check-shape.ts";
import type { Deliverables } from "../deliverables.ts";
import type { MissionTerms } from "../mission.ts";
import type { Path, Report } from "../plan-finding.ts";

/** What every rule gets. */
export interface RuleContext {
  readonly report: Report;
  /** Line of the value at a path, from 1. */
  readonly lineOf: (path: Path) => number;
  /** The value at a path as the file writes it. */
  readonly textAt: (path: Path) => string;
  /** False when values of a wrong shape were taken out: then nothing may be concluded from what is not there. */
  readonly isComplete: boolean;
  /** Names of the npm scripts that exist; undefined when the caller does not know them. */
  readonly knownScripts: ReadonlySet<string> | undefined;
  /** The layer that the plan runs as part of a mission; undefined if it stands for itself or governs. */
  readonly role: LayerId | undefined;
  /** What jobs hand in, by path; undefined if nobody has looked for it. */
  readonly deliverables: Deliverables | undefined;
  /** What the mission's other plans mean for this one; undefined where it is the only one. */
  readonly terms: MissionTerms | undefined;
  /** The drills that the plan defines, as far as they are sound, by their places. */
  readonly own: ReadonlyMap<number, OwnDrill>;
}

export type Rule = (draft: Draft, context: RuleContext) => void;

/** The entries of a list that are there, each with its index. */
export function present<T>(list: readonly (T | undefined)[] | undefined): (readonly [number, T])[] {
  return (list ?? []).flatMap((entry, index) => (entry === undefined ? [] : [[index, entry] as const]));
}

/** The values of a list that are there. */
export function values<T>(list: readonly (T | undefined)[] | undefined): T[] {
  return (list ?? []).filter((entry) => entry !== undefined);
}

/** The entries of a record that are there. */
export function entries<T>(
  record: Readonly<Record<string, T | undefined>> | undefined,
): (readonly [string, T])[] {
  return Object.entries(record ?? {}).flatMap(([key, entry]) =>
    entry === undefined ? [] : [[key, entry] as const],
  );
}
