import type { DrillReadings } from "../../model/drill-readings.ts";
import type { TransactionRecord } from "../../model/record.ts";

/** What was sent for the mission itself: what drills did is told by them, and is nobody's budget, vote or telemetry. */
export function outsideDrills(
  records: readonly TransactionRecord[],
  drills: readonly Pick<DrillReadings, "before" | "after">[],
): readonly TransactionRecord[] {
  if (drills.length === 0) return records;
  const isOfDrill = ({ block }: TransactionRecord) =>
    drills.some(({ before, after }) => block > before.block && block <= after.block);
  return records.filter((record) => !isOfDrill(record));
}
