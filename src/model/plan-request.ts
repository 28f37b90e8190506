export const TEMPLATES = ["minimal", "national", "planetary", "shared"] as const;
export type Template = (typeof TEMPLATES)[number];

/** What a generated plan is to look like; the same request gives the same bytes. */
export interface PlanRequest {
  readonly template: Template;
  /** Jobs of the plan, of each layer's plan for the shared template; at least one, and one for each region. */
  readonly jobs: number;
  /** 0 for templates without. */
  readonly regions: number;
  readonly council: number;
  readonly seed: string;
}
