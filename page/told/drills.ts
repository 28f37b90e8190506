import type { ReceiptDocument } from "../../src/model/receipts.ts";
import type { Payload } from "../payload.ts";

export interface ToldDrill {
  readonly id: string;
  readonly verdict: string;
  readonly reason: string;
  readonly intervention: string;
  readonly expected: string;
  readonly happened: string;
  readonly wayBack: string;
  readonly simulated: boolean;
  /** Seconds since 1970; `null` for one that sent nothing. */
  readonly from: number | null;
  readonly to: number | null;
  readonly transactions: readonly string[];
  /** Relative to `data/`. */
  readonly receipt: string;
}

type Drilled = ReceiptDocument<"disputes" | "national-governance" | "planetary-drills">;

/** In the chain's order; the owner's own pause comes last. */
export function drillsIn(payload: Payload): readonly ToldDrill[] {
  const rehearsed = payload
    .receipts("disputes", "national-governance", "planetary-drills")
    .flatMap(({ path, document }) => drillsOf(path, document));
  const pauses = payload.receipts("owner-pause").map(({ path, document }) => ({
    id: "owner-pause",
    verdict: document.passed ? "passed" : "failed",
    reason: "",
    intervention: `the owner pauses the system because of this finding: ${document.trigger?.text ?? "none"}`,
    expected: document.proofs.map(({ claim }) => claim).join("; "),
    happened: document.proofs.map(({ claim, held }) => (held ? claim : `NOT: ${claim}`)).join("; "),
    wayBack: document.wayBack,
    simulated: false,
    ...spanOf(document.transactions),
    receipt: path,
  }));
  return [...rehearsed.sort((a, b) => (a.from ?? 0) - (b.from ?? 0)), ...pauses];
}

function drillsOf(path: string, { drills }: Drilled): ToldDrill[] {
  return drills.map((drill) => ({
    id: drill.id,
    verdict: drill.verdict,
    reason: drill.reason ?? "",
    intervention: drill.intervention,
    expected: drill.expected,
    happened: drill.happened,
    wayBack: drill.wayBack,
    simulated: drill.simulated ?? false,
    ...spanOf(drill.transactions),
    receipt: path,
  }));
}

/** From the first of some transactions to the last. */
export function spanOf(
  transactions: readonly { readonly hash: string; readonly timestamp: number }[],
): Pick<ToldDrill, "from" | "to" | "transactions"> {
  const times = transactions.map(({ timestamp }) => timestamp);
  const none = times.length === 0;
  return {
    from: none ? null : times.reduce((a, b) => Math.min(a, b)),
    to: none ? null : times.reduce((a, b) => Math.max(a, b)),
    transactions: transactions.map(({ hash }) => hash),
  };
}
