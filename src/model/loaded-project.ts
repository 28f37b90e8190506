import type { LayerId, Plan } from "./plan.ts";
import type { Kpis } from "./thermodynamics.ts";

/** The plan that was asked for, and the plans that the layers run. */
export interface Project {
  /** Null when the plan that was asked for binds no layers: then it is the national plan. */
  readonly shared: Plan | null;
  readonly national: Plan;
  /** Null when the mission has no planetary layer. */
  readonly planetary: Plan | null;
  /** The layer to which a plan that is both leaves no job, null if there is none. */
  readonly emptyLayer: LayerId | null;
  /** What its operator has the thermostat read; without them it reads the chain's own course alone. */
  readonly readings?: SuppliedReadings;
  /** Every file read, sorted by path. */
  readonly files: readonly PlanFile[];
  /** Every file that a job hands in, sorted by path. */
  readonly deliverables: readonly PlanFile[];
}

/** Readings of the mission's first ticks, by the layer whose jobs run meanwhile. */
export interface SuppliedReadings extends Readonly<Record<LayerId, readonly Kpis[]>> {
  readonly file: Pick<PlanFile, "path" | "sha256">;
}

export interface PlanFile {
  /** Where a payload holds it. */
  readonly path: string;
  /** The name by which the operator finds it; never in an artefact. */
  readonly shown: string;
  readonly sha256: string;
  /** The bytes that were digested and parsed. */
  readonly content: Uint8Array;
}

/** A project whose mission has a planetary layer. */
export type LayeredProject = Project & { readonly planetary: Plan };
