import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { merkleRoot } from "../../../src/dossier/merkle.ts";
import type { FileDigest } from "../../../src/model/artefact.ts";
import type { TransactionRecord } from "../../../src/model/record.ts";
import { sha256 } from "../../../src/support/files.ts";

const SCRIPTS = ["takeoff/demo-asi-takeoff-local.ts", "global/demo-asi-global.ts"];
let out = "";

before(async () => {
  out = await mkdtemp(join(tmpdir(), "global-"));
  const env = { ...process.env, OMNISOVEREIGN_OUT: out, RPC_URL: "" };
  for (const script of SCRIPTS) {
    await promisify(execFile)(process.execPath, [`src/stages/${script}`], { env });
  }
});

after(() => rm(out, { recursive: true }));

function read<Content>(path: string): Content {
  return JSON.parse(readFileSync(join(out, path), "utf8")) as Content;
}

function receipt<Content>(name: string): Content {
  return read(`asi-global/receipts/${name}.json`);
}

function outputsOf(manifest: string): readonly FileDigest[] {
  return read<{ outputs: FileDigest[] }>(`manifests/${manifest}.json`).outputs;
}

function eventsOf(transactions: readonly TransactionRecord[], name: string) {
  return transactions.flatMap(({ events }) => events).filter((event) => event.name === name);
}

test("the council opens on an anchored national root that anybody can recompute", () => {
  const { national } = receipt<{ national: { root: string; proved: { holds: boolean } } }>("deploy");
  const receipts = outputsOf("demo-asi-takeoff-local").filter(({ path }) =>
    path.startsWith("localhost/asi-takeoff/receipts/"),
  );
  assert.equal(national.root, merkleRoot(receipts));
  assert.equal(national.proved.holds, true);
});

test("motions take their course: executed, defeated, cancelled", () => {
  const { decisions } = receipt<{
    decisions: {
      course: string;
      state: string;
      votes: { for: string };
      quorum: string;
      preflight: unknown;
    }[];
  }>("governance");
  const states = { passes: "executed", fails: "defeated", "is cancelled": "canceled" };
  for (const { course, state, votes, quorum, preflight } of decisions) {
    assert.equal(state, states[course as keyof typeof states]);
    assert.equal(preflight !== null, course === "passes");
    assert.equal(BigInt(votes.for) >= BigInt(quorum), course === "passes");
  }
  assert.deepEqual([...new Set(decisions.map(({ course }) => course))].sort(), Object.keys(states).sort());
});

test("the Safe executed the transaction whose hash the owners saw, and refused the forgeries", () => {
  const { payment, transactions, refusals } = receipt<{
    payment: { safeTxHash: string };
    transactions: TransactionRecord[];
    refusals: { transaction: TransactionRecord }[];
  }>("treasury");
  const [executed] = eventsOf(transactions, "ExecutionSuccess");
  assert.equal(executed?.args.txHash, payment.safeTxHash);
  assert.equal(refusals.length, 3);
  for (const { transaction } of refusals) assert.equal(transaction.status, "reverted");
});

test("each epoch's allocations and remainder add up to its budget, to the wei", () => {
  const { epochs } = receipt<{
    epochs: { settlement: Record<string, string>; allocations: Record<string, string>[] }[];
  }>("rewards");
  assert.equal(epochs.length, 2);
  for (const { settlement, allocations } of epochs) {
    const paid = allocations.reduce((sum, { amountWei }) => sum + BigInt(amountWei ?? 0), 0n);
    assert.equal(paid, BigInt(settlement.paidWei ?? 0));
    assert.equal(paid + BigInt(settlement.remainderWei ?? 0), BigInt(settlement.budgetWei ?? -1));
    assert.ok(paid > 0n);
  }
});

test("each region's telemetry root is that of its receipts on disk", () => {
  const { budgets } = receipt<{ budgets: { region: string }[] }>("governance");
  assert.ok(budgets.length >= 5);
  for (const { region } of budgets) {
    const folder = `asi-global/receipts/regions/${region}/`;
    const files = outputsOf("demo-asi-global").filter(
      ({ path }) => path.startsWith(folder) && !path.endsWith("/telemetry.json"),
    );
    for (const { path, sha256: digest } of files) assert.equal(sha256(readFileSync(join(out, path))), digest);
    assert.equal(read<{ root: string }>(`${folder}telemetry.json`).root, merkleRoot(files));
  }
});

test("coordination jobs are settled with the digest of artefacts that exist", () => {
  const settled = ["omni-national-intake", "omni-regional-cascade", "omni-treasury-harmony"];
  for (const slug of settled) {
    const { evidence, resultHash, transactions, outcome } = read<{
      evidence: FileDigest[];
      resultHash: string;
      transactions: TransactionRecord[];
      outcome: string;
    }>(`omnisovereign/receipts/coordination/${slug}.json`);
    for (const { path, sha256: digest } of evidence)
      assert.equal(sha256(readFileSync(join(out, path))), digest);
    assert.equal(eventsOf(transactions, "ResultSubmitted")[0]?.args.resultHash, resultHash);
    assert.equal(outcome, "approved");
  }
});
