import type { FileDigest } from "../../model/artefact.ts";
import type { Closing, Telemetry } from "../../model/layer-run.ts";
import type { Plan } from "../../model/plan.ts";
import type { ClosingReadings } from "../../model/planetary-readings.ts";
import type { TransactionRecord } from "../../model/record.ts";
import { merkleRoot } from "../merkle.ts";
import { executorName, executorRegions } from "../planetary-settings.ts";
import { CONSENSUS_KEY } from "./anchor-keys.ts";
import { anchoredUnder } from "./fold-anchoring.ts";

/** What the run left up to its closing, which commits to it. */
export interface Committed {
  /** The comparison of both layers' votes. */
  readonly consensus: readonly FileDigest[];
  /** The receipts of a region's jobs. */
  readonly ofRegion: (region: string) => readonly FileDigest[];
}

/**
 * Tells how the planetary layer was closed.
 *
 * @param records of the run, in the chain's order.
 */
export function foldClosing(
  plan: Plan,
  { consensus, ofRegion }: Committed,
  records: readonly TransactionRecord[],
  { positions, final }: ClosingReadings,
): Closing {
  const { compared, claims } = endOf(records);
  return {
    telemetry: new Map(
      executorRegions(plan).map((region) => [
        region,
        committed(ofRegion(region), reportsOf(region, records)),
      ]),
    ),
    consensus: committed(consensus, compared),
    claims,
    positions,
    final,
  };
}

/** The anchoring of the consensus, and what everybody claimed after it: the run's last transactions. */
export function endOf(
  records: readonly TransactionRecord[],
): Record<"compared" | "claims", TransactionRecord[]> {
  const compared = anchoredUnder(CONSENSUS_KEY, records);
  const last = records.findLastIndex(({ hash }) => hash === compared.at(-1)?.hash);
  return { compared, claims: records.slice(last + 1).filter(isClaim) };
}

function committed(receipts: readonly FileDigest[], transactions: TransactionRecord[]): Telemetry {
  return { root: receipts.length === 0 ? "" : merkleRoot(receipts), receipts, transactions };
}

/** What a region's executor reported, and the remainder that it gave back. */
function reportsOf(region: string, records: readonly TransactionRecord[]): TransactionRecord[] {
  const executor = executorName(region);
  return records.filter(
    ({ contract, function: name }) =>
      contract === executor && (name === "reportTelemetry" || name === "returnRemainder"),
  );
}

function isClaim({ contract, function: name }: TransactionRecord): boolean {
  return contract === "StakeManager" && name === "claim";
}
