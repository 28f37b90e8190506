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

/** The receipts that tell of drills. */
export type DrillReceipt = "national-governance" | "disputes" | "planetary-drills";

/** @returns which receipt of the nation tells of a drill. */
export function receiptOfDrill({
  kind,
}: Pick<DrillRecord, "kind">): Exclude<DrillReceipt, "planetary-drills"> {
  return OF_GOVERNANCE.includes(kind) ? "national-governance" : "disputes";
}
