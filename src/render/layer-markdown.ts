import type { ReportBase, ReportedCourse } from "../model/layer-report.ts";
import { formatAmount } from "../support/amount.ts";
import { code, heading, type Markdown, table, text } from "./markdown.ts";

/** Whole tokens, degrees or units of entropy of an 18-decimal integer. */
export function amount(wei: bigint): Markdown {
  return text(formatAmount(wei));
}

/** The title and the purpose of a layer's report. */
export function layerHead(layer: string, { initiative, objective }: ReportBase): string[] {
  return [heading(1, `${layer}: ${initiative}`), `${text(objective)}\n`];
}

/** Who plays the addresses that a plan names, as far as it names any. */
export function standInSection({ standIns }: ReportBase): string[] {
  if (standIns.length === 0) return [];
  return [
    heading(2, "Stand-ins"),
    "The plan names these by address. Nobody here holds their keys, so that in this rehearsal a local account stands in for each; nothing was done by the address itself.\n",
    table(
      [{ title: "Address in the plan" }, { title: "Stand-in account" }],
      standIns.map(({ plays, address }) => [code(plays), code(address)]),
    ),
  ];
}

/** What was drawn for each job, beside what came of it; nothing without jobs. */
export function courseSection(courses: readonly ReportedCourse[]): string[] {
  if (courses.length === 0) return [];
  return [
    heading(2, "What was drawn, what came of it"),
    "What people do is simulated, drawn from the plan's seed by its odds or said by the plan; what came of it is the chain's.\n",
    table(
      [{ title: "Job" }, { title: "Drawn" }, { title: "What came of it" }],
      courses.map(({ id, drawn, came }) => [text(id), text(drawn), text(came)]),
    ),
  ];
}
