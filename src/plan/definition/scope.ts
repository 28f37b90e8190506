import { PLAN } from "../../errors/plan-errors.ts";
import type { DrillContract } from "../../model/drill-contracts.ts";
import { nearest } from "../../support/nearest.ts";
import { fieldName, type Path, type Report } from "../plan-finding.ts";

/** What a definition may name of the mission around it. */
export interface Mission {
  /** Ids of the regions that the plan names. */
  readonly regions: ReadonlySet<string>;
  readonly handles: ReadonlySet<string>;
  /** Ids of the plan's jobs. */
  readonly jobs: ReadonlySet<string>;
}

/** Reads one definition: where it stands, what it has named so far, and whom to tell what is wrong. */
export class Scope {
  readonly mission: Mission;
  readonly path: Path;
  /** What has been remembered. */
  readonly remembered: Set<string>;
  /** Ids of steps. */
  readonly steps: Set<string>;
  readonly #report: Report;
  readonly #stages: Set<DrillContract["stage"]>;

  constructor(
    mission: Mission,
    report: Report,
    path: Path,
    shared?: Pick<Scope, "remembered" | "steps"> & { readonly stages: Set<DrillContract["stage"]> },
  ) {
    this.mission = mission;
    this.#report = report;
    this.path = path;
    this.remembered = shared?.remembered ?? new Set();
    this.steps = shared?.steps ?? new Set();
    this.#stages = shared?.stages ?? new Set();
  }

  /** The same one step further in. */
  at(...steps: Path): Scope {
    const { remembered, steps: ids } = this;
    return new Scope(this.mission, this.#report, [...this.path, ...steps], {
      remembered,
      steps: ids,
      stages: this.#stages,
    });
  }

  /** The stage that has everything that was named. */
  get stage(): DrillContract["stage"] {
    return this.#stages.has("global") ? "global" : "takeoff";
  }

  needs(stage: DrillContract["stage"]): void {
    this.#stages.add(stage);
  }

  /** Tells that the definition is not made as it should be. */
  form(problem: string, mend: string): void {
    this.#report(PLAN.DRILL_FORM, { field: fieldName(this.path), problem, mend }, this.path);
  }

  /** Tells that a name is unknown. */
  unknown(what: string, found: string, known: Iterable<string>, among: string): void {
    const near = nearest(found, known);
    const args = { field: fieldName(this.path), found, what, near, known: among };
    this.#report(PLAN.DRILL_NAME, args, this.path);
  }

  /** Tells that a value is of the wrong kind. */
  wrong(found: unknown, wanted: string): void {
    const text = JSON.stringify(found) ?? "missing";
    this.#report(PLAN.DRILL_VALUE, { field: fieldName(this.path), found: text, wanted }, this.path);
  }
}
