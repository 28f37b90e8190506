import type { DrillRecord } from "../../model/drill.ts";

const OF_GOVERNANCE: readonly DrillRecord["kind"][] = [
  "pause",
  "thermostat",
  "parameters",
  "revocation",
  "grant-cancelled",
  "delay",
  "own",
];

/** @returns which receipt tells of a drill. */
export function receiptOfDrill({ kind }: Pick<DrillRecord, "kind">): "national-governance" | "disputes" {
  return OF_GOVERNANCE.includes(kind) ? "national-governance" : "disputes";
}
