import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { paymentsOf } from "../../../src/economics/job-payments.ts";
import { ledgerOf } from "../../../src/economics/ledger.ts";
import { checkReadings } from "../../../src/economics/ledger-check.ts";
import type { ArgumentRecord, TransactionRecord } from "../../../src/model/record.ts";

const MANAGER = "0x00000000000000000000000000000000000000AA";
const TOKEN = "0x00000000000000000000000000000000000000BB";
const NOBODY = "0x0000000000000000000000000000000000000000";

type Happening = readonly [name: string, args: ArgumentRecord];

const transfer = (from: string, to: string, value: number): Happening => [
  "Transfer",
  { from, to, value: String(value) },
];

/** A transaction in a block of its own. */
function record(block: number, ...happenings: Happening[]): TransactionRecord {
  return {
    hash: `0x${block}`,
    block,
    index: 0,
    timestamp: block,
    from: "0xAnybody",
    to: MANAGER,
    contract: "StakeManager",
    function: null,
    args: {},
    value: "0",
    status: "success",
    gasUsed: "21000",
    events: happenings.map(([name, args]) => {
      const contract =
        name === "Transfer" ? "AGIALPHA" : name.startsWith("Job") ? "JobRegistry" : "StakeManager";
      return { contract, address: contract === "AGIALPHA" ? TOKEN : MANAGER, name, args };
    }),
  };
}

/** Alice employs Bob, whose stake is slashed and handed to her; a part of it burns. */
const STORY = [
  record(1, transfer(NOBODY, "alice", 1_000)),
  record(2, transfer("alice", "bob", 300)),
  record(
    3,
    ["StakeDeposited", { account: "bob", role: "1", amountWei: "200" }],
    transfer("bob", MANAGER, 200),
  ),
  record(
    4,
    ["EscrowFunded", { jobId: "7", payer: "alice", amountWei: "500", reason: "0" }],
    transfer("alice", MANAGER, 500),
  ),
  record(
    5,
    ["StakeSlashed", { jobId: "7", account: "bob", role: "1", amountWei: "50", reason: "2" }],
    ["EscrowPaid", { jobId: "7", payee: "alice", amountWei: "540", reason: "4" }],
    ["EscrowBurned", { jobId: "7", amountWei: "10" }],
    transfer(MANAGER, NOBODY, 10),
    ["JobFinalized", { jobId: "7" }],
  ),
  record(6, ["UnbondingStarted", { account: "bob", role: "1", amountWei: "30", maturesAt: "9" }]),
  record(7, ["Claimed", { account: "alice", amountWei: "540" }], transfer(MANAGER, "alice", 540)),
];

const POSITIONS = [
  { label: "Alice", address: "alice", balance: "740", staked: "0", claimable: "0" },
  { label: "Bob", address: "bob", balance: "100", staked: "120", claimable: "0" },
];
const TOTALS = { staked: "120", unbonding: "30", escrowed: "0", claimable: "0" };
const AT_THE_END = { block: 7, positions: POSITIONS, totals: TOTALS };

describe("the ledger", () => {
  it("rebuilds who paid what to whom for a job", () => {
    const job = ledgerOf(STORY).jobs.get("7");
    assert.deepEqual(
      job?.in.map(({ from, amountWei, reason }) => [from.kind, amountWei, reason]),
      [
        ["wallet", 500n, "Job"],
        ["stake", 50n, "RejectedWork"],
      ],
    );
    assert.deepEqual(
      job?.out.map(({ to, amountWei, reason }) => [to.kind, amountWei, reason]),
      [
        ["claim", 540n, "EmployerRefund"],
        ["supply", 10n, "EscrowBurned"],
      ],
    );
    assert.equal(job?.escrowWei, 0n);
  });

  it("rebuilds what everybody holds, and the supply that is left", () => {
    const { accounts, totals, supplyWei, problems } = ledgerOf(STORY);
    assert.deepEqual(accounts.get("bob"), {
      balanceWei: 100n,
      stakedWei: 120n,
      unbondingWei: 30n,
      claimableWei: 0n,
    });
    assert.deepEqual(totals, { stakedWei: 120n, unbondingWei: 30n, escrowedWei: 0n, claimableWei: 0n });
    assert.equal(supplyWei, 990n);
    assert.deepEqual(problems, []);
    assert.deepEqual(checkReadings(ledgerOf(STORY).movements, [AT_THE_END]), []);
  });

  it("does not mind the order of receipts, nor one that shows twice", () => {
    const shuffled = [...STORY.toReversed(), ...STORY.slice(2, 4)];
    assert.deepEqual(ledgerOf(shuffled), ledgerOf(STORY));
  });

  it("follows stake that a job recalls from its way out, and lets go again", () => {
    const back = (name: string, amountWei: string): Happening => [
      name,
      { jobId: "8", account: "bob", role: "1", amountWei, maturesAt: "9" },
    ];
    const recalled = [...STORY, record(8, back("UnbondingRecalled", "20"))];
    assert.equal(ledgerOf(recalled).totals.unbondingWei, 10n);
    const { totals, problems } = ledgerOf([...recalled, record(9, back("UnbondingResumed", "15"))]);
    assert.deepEqual(totals, { stakedWei: 125n, unbondingWei: 25n, escrowedWei: 0n, claimableWei: 0n });
    assert.deepEqual(problems, []);
  });

  it("names the transaction in which the token and the books part", () => {
    const deposit = STORY[2] as TransactionRecord;
    const forged = STORY.with(2, { ...deposit, events: deposit.events.slice(0, 1) });
    assert.deepEqual(ledgerOf(forged).problems, [
      { kind: "custody-differs", transaction: "0x3", transferredWei: 0n, bookedWei: 200n },
    ]);
  });

  it("names who spent what they did not have", () => {
    const missing = STORY.toSpliced(1, 1);
    assert.deepEqual(ledgerOf(missing).problems, [
      { kind: "overdrawn", transaction: "0x3", pot: "wallet bob", byWei: 200n },
    ]);
  });

  it("names the job that ended with money in its escrow", () => {
    const last = STORY[4] as TransactionRecord;
    const events = last.events.filter(({ name }) => name !== "EscrowPaid");
    assert.deepEqual(
      ledgerOf(STORY.with(4, { ...last, events })).problems.filter(({ kind }) => kind === "escrow-left"),
      [{ kind: "escrow-left", transaction: "0x5", job: "7", escrowWei: 540n }],
    );
  });

  it("names the transaction that two receipts tell in different ways", () => {
    const deposit = STORY[2] as TransactionRecord;
    const { problems } = ledgerOf([...STORY, { ...deposit, gasUsed: "1" }]);
    assert.deepEqual(problems, [{ kind: "contradicted", transaction: "0x3" }]);
  });

  it("differs from a reading of the chain that is one wei off, in either direction", () => {
    const off = {
      block: 7,
      positions: POSITIONS.map((position) =>
        position.address === "alice" ? { ...position, balance: "741" } : position,
      ),
      totals: { ...TOTALS, staked: "119" },
    };
    assert.deepEqual(checkReadings(ledgerOf(STORY).movements, [off]), [
      { reading: off, whose: "StakeManager", what: "staked", bookedWei: 120n, shown: "119" },
      { reading: off, whose: "Alice", what: "balance", bookedWei: 740n, shown: "741" },
    ]);
  });

  it("differs from a reading that leaves out somebody who holds something", () => {
    const aliceOnly = { ...AT_THE_END, positions: POSITIONS.slice(0, 1) };
    assert.deepEqual(checkReadings(ledgerOf(STORY).movements, [aliceOnly]), [
      { reading: aliceOnly, whose: "bob", what: "balance", bookedWei: 100n, shown: "0" },
      { reading: aliceOnly, whose: "bob", what: "staked", bookedWei: 120n, shown: "0" },
    ]);
  });

  it("is held against each reading as of its own block", () => {
    const early = {
      block: 4,
      positions: [],
      totals: { ...TOTALS, staked: "200", unbonding: "0", escrowed: "500" },
    };
    const late = { ...early, block: 5 };
    const { movements } = ledgerOf(STORY);
    assert.deepEqual(checkReadings(movements, [AT_THE_END, early]), []);
    assert.deepEqual(
      checkReadings(movements, [AT_THE_END, late]).map(({ reading, what }) => [reading, what]),
      [
        [late, "staked"],
        [late, "escrowed"],
        [late, "claimable"],
      ],
    );
  });

  it("shows what a job's receipts list as its payments", () => {
    assert.deepEqual(paymentsOf(ledgerOf(STORY).jobs.get("7")), [
      { from: "alice", to: "escrow", amountWei: "500", reason: "Job" },
      { from: "bob", to: "escrow", amountWei: "50", reason: "RejectedWork" },
      { from: "escrow", to: "alice", amountWei: "540", reason: "EmployerRefund" },
      { from: "escrow", to: "burned", amountWei: "10", reason: "EscrowBurned" },
    ]);
    assert.deepEqual(paymentsOf(undefined), []);
  });
});
