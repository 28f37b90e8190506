import assert from "node:assert/strict";
import { test } from "node:test";
import type { FileDigest } from "../../../../src/model/artefact.ts";
import type { Plan } from "../../../../src/model/plan.ts";
import type { ClosingReadings } from "../../../../src/model/planetary-readings.ts";
import type { TransactionRecord } from "../../../../src/model/record.ts";
import { CONSENSUS_KEY, NATIONAL_KEY } from "../../../../src/records/planetary/anchor-keys.ts";
import { endOf, foldClosing } from "../../../../src/records/planetary/fold-closing.ts";

const PLAN = {
  regions: [{ id: "EU" }, { id: "AF" }],
  jobs: [{ region: "EU" }, { region: "AF" }],
} as unknown as Plan;
const READ = { positions: [], final: { block: 9 } } as unknown as ClosingReadings;

let count = 0;
function sent(contract: string, name: string, args: object = {}): TransactionRecord {
  count += 1;
  return { hash: `0x${count}`, contract, function: name, args } as unknown as TransactionRecord;
}

function file(name: string): FileDigest {
  return { path: name, sha256: "00".repeat(32) } as unknown as FileDigest;
}

test("tells what each region reported and returned, the consensus, and what was claimed after it", () => {
  const report = sent("RegionalExecutor EU", "reportTelemetry");
  const rest = sent("RegionalExecutor EU", "returnRemainder");
  const other = sent("RegionalExecutor AF", "reportTelemetry");
  const compared = sent("ReceiptAnchor", "anchor", { key: CONSENSUS_KEY });
  const claim = sent("StakeManager", "claim");
  const closing = foldClosing(
    PLAN,
    { consensus: [file("c")], ofRegion: (region) => [file(region)] },
    [
      sent("ReceiptAnchor", "anchor", { key: NATIONAL_KEY }),
      sent("StakeManager", "claim"),
      sent("RegionalExecutor EU", "createJob"),
      report,
      rest,
      other,
      compared,
      claim,
      sent("JobRegistry", "createJob"),
    ],
    READ,
  );
  assert.deepEqual(
    [...closing.telemetry].map(([region, { receipts, transactions }]) => [region, receipts, transactions]),
    [
      ["EU", [file("EU")], [report, rest]],
      ["AF", [file("AF")], [other]],
    ],
  );
  assert.deepEqual(closing.consensus.transactions, [compared]);
  assert.deepEqual([closing.claims, closing.final], [[claim], READ.final]);
});

test("a layer whose closing is not on the chain yet has neither reports nor consensus", () => {
  const closing = foldClosing(
    PLAN,
    { consensus: [file("c")], ofRegion: (region) => [file(region)] },
    [sent("RegionalExecutor EU", "createJob"), sent("RegionalExecutor ASIA", "reportTelemetry")],
    READ,
  );
  assert.deepEqual(
    [...closing.telemetry.values(), closing.consensus].map(({ transactions }) => transactions),
    [[], [], []],
  );
  assert.deepEqual(closing.claims, []);
});

test("claims are told from the last anchoring of the consensus on", () => {
  const compared = () => sent("ReceiptAnchor", "anchor", { key: CONSENSUS_KEY });
  const [early, late] = [sent("StakeManager", "claim"), sent("StakeManager", "claim")];
  const { claims } = endOf([compared(), early, compared(), sent("AGIALPHA", "claim"), late]);
  assert.deepEqual(claims, [late]);
});
