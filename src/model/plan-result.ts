import type { Project } from "./loaded-project.ts";
import type { Plan } from "./plan.ts";

/** One finding in a plan file, where it is, and how to mend it. Texts are attacker-controlled until formatted. */
export interface PlanIssue {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units, as editors count. */
  readonly column: number;
  /** `OMNI1…` */
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly mend: string;
  /** RFC 6901. */
  readonly pointer: string;
}

export type PlanResult =
  | { readonly ok: true; readonly plan: Plan; readonly warnings: readonly PlanIssue[] }
  | { readonly ok: false; readonly issues: readonly PlanIssue[] };

export type ProjectResult =
  | { readonly ok: true; readonly project: Project; readonly warnings: readonly PlanIssue[] }
  | { readonly ok: false; readonly issues: readonly PlanIssue[] };
