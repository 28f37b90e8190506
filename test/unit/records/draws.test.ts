import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ArgumentRecord, TransactionRecord } from "../../../src/model/record.ts";
import { redraw } from "../../../src/records/draws.ts";
import {
  CHAIN_ID,
  drawnBy,
  headerOf,
  MODULE,
  PREVRANDAO,
  record,
  SEED_BLOCK,
  seedOf as seedOfDraw,
} from "../../support/drawn-records.ts";

const WEIGHTS = { anna: "10", bert: "20", cleo: "30", dora: "40", boss: "50", agent: "60" };

const seedOf = (round: number) => seedOfDraw("omnisovereign/committee-draw/1", round);

/** What a draw among these comes to. */
function drawn(round: number, accounts: readonly string[]) {
  const weights = accounts.map((account) => [account, WEIGHTS[account as keyof typeof WEIGHTS]] as const);
  return drawnBy(seedOf(round), weights, 3);
}

const opened = (timestamp: number, round: string) =>
  record(timestamp, [
    ["ValidationModule", "RoundOpened", { jobId: "7", round, seedBlock: String(SEED_BLOCK), frozenAt: "99" }],
  ]);

/** A draw whose every seat but the last member's last is covered; a seat locks five. */
function draw(timestamp: number, round: number, accounts: readonly string[], changed: ArgumentRecord = {}) {
  const { members } = drawn(round, accounts);
  const unfunded = members.map((_, index) => (index === members.length - 1 ? 1 : 0));
  const locks = members.map(({ account, seats }, index) => {
    const args = { account, amountWei: String(5 * (seats - (unfunded[index] ?? 0))) };
    return ["StakeManager", "StakeLocked", args] as const;
  });
  const told = {
    jobId: "7",
    round: String(round),
    seed: seedOf(round),
    members: members.map(({ account }) => account),
    seats: members.map(({ seats }) => String(seats)),
    unfundedSeats: unfunded.map(String),
    ...changed,
  };
  const header = headerOf(SEED_BLOCK, PREVRANDAO);
  return record(timestamp, [...locks, ["ValidationModule", "CommitteeDrawn", told]], { header });
}

/** The life of a job up to its first draw; what comes after the frozen second changes nothing of it. */
function story(): TransactionRecord[] {
  const people = Object.entries(WEIGHTS);
  const validation = { committeeSize: "3", seatLockWei: "5" };
  const dispute = { jurySize: "3", jurorLockWei: "5" };
  const request = { operator: MODULE, rewardWei: "90", validatorBonusWei: "10" };
  return [
    record(1, [["JobTerms", "TermsSet", { version: "1", terms: { validation, dispute } }]]),
    record(
      2,
      people.map(([account]) => [
        "IdentityRegistry",
        "JudgingRolesScheduled",
        { account, rolesAfter: "2", effectiveAt: "2" },
      ]),
    ),
    record(
      3,
      people.map(([account, afterWeight]) => [
        "SortitionPool",
        "WeightChanged",
        { account, role: "2", afterWeight },
      ]),
    ),
    record(50, [["JobRegistry", "JobCreated", { jobId: "7", employer: "boss", request, termsVersion: "1" }]]),
    record(60, [["JobRegistry", "JobAssigned", { jobId: "7", agent: "agent" }]]),
    opened(100, "1"),
    record(101, [
      ["SortitionPool", "WeightChanged", { account: "anna", role: "2", afterWeight: "9999" }],
      [
        "IdentityRegistry",
        "JudgingRolesScheduled",
        { account: "dora", rolesAfter: "0", effectiveAt: "9999999999999" },
      ],
    ]),
  ];
}

const JUDGES = ["anna", "bert", "cleo", "dora"];
const problemsOf = (records: readonly TransactionRecord[]) =>
  redraw(records, CHAIN_ID).problems.map(({ problem }) => problem);

/** The story with one of its records changed. */
function with_(at: number, changed: Partial<TransactionRecord>): TransactionRecord[] {
  const records = [...story(), draw(102, 1, JUDGES)];
  return records.map((each) => (each.timestamp === at ? { ...each, ...changed } : each));
}

describe("a committee that is drawn anew", () => {
  it("is the same by the header, the stakes and the roles of its frozen second, without the parties", () => {
    assert.deepEqual(redraw([...story(), draw(102, 1, JUDGES)], CHAIN_ID), { draws: 1, problems: [] });
  });

  it("leaves out, in a second round, whoever kept silent in the first", () => {
    const first = draw(102, 1, JUDGES);
    const [silent] = drawn(1, JUDGES).members.map(({ account }) => account);
    const reveals = drawn(1, JUDGES)
      .members.slice(1)
      .map(({ account }, index) =>
        record(103 + index, [
          ["ValidationModule", "VoteRevealed", { jobId: "7", round: "1", validator: account }],
        ]),
      );
    const others = JUDGES.filter((account) => account !== silent);
    const before = [...story(), first, ...reveals, opened(110, "2")];
    assert.deepEqual(problemsOf([...before, draw(111, 2, others)]), []);
    assert.deepEqual(problemsOf([...before, draw(111, 2, JUDGES)]).length, 1);
  });

  it("leaves out whoever drives the job's employer", () => {
    const driven = record(50, [["ValidationModule", "DriverNamed", { jobId: "7", driver: "cleo" }]]);
    const again = record(51, [["ValidationModule", "DriverNamed", { jobId: "7", driver: "bert" }]]);
    const others = ["anna", "dora"];
    assert.deepEqual(problemsOf([...story(), driven, again, draw(102, 1, others)]), []);
    assert.equal(problemsOf([...story(), driven, again, draw(102, 1, JUDGES)]).length, 1);
  });

  it("is another one where a stake, a role, a party or a size was another", () => {
    const others = "seats others than the weights of its frozen second do";
    const weights = record(3, [
      ["SortitionPool", "WeightChanged", { account: "anna", role: "2", afterWeight: "9999" }],
    ]);
    const admitted = record(2, [
      ["IdentityRegistry", "JudgingRolesScheduled", { account: "bert", rolesAfter: "2", effectiveAt: "2" }],
    ]);
    const terms = { validation: { committeeSize: "5", seatLockWei: "5" } };
    assert.deepEqual(problemsOf(with_(3, weights)), [others]);
    assert.deepEqual(problemsOf(with_(2, admitted)), [others]);
    assert.deepEqual(problemsOf(with_(1, record(1, [["JobTerms", "TermsSet", { version: "1", terms }]]))), [
      others,
    ]);
  });

  it("needs the header of its own seed block", () => {
    const by = (header: string) => problemsOf(with_(102, { args: { header } }));
    assert.deepEqual(by(headerOf(SEED_BLOCK + 1n, PREVRANDAO)), ["names the header of another block"]);
    assert.deepEqual(by(headerOf(SEED_BLOCK, `0x${"5f".repeat(32)}`)), [
      "does not draw by the randomness of its seed block",
    ]);
    assert.deepEqual(by("0xc0"), ["names the header of another block"]);
    assert.equal(by("no bytes").length, 1);
  });

  it("has the seats, and marks those unfunded that were not locked for", () => {
    const told = (changed: ArgumentRecord) => problemsOf([...story(), draw(102, 1, JUDGES, changed)]);
    const { members } = drawn(1, JUDGES);
    assert.equal(told({ seats: members.map(() => "3") }).length, 1);
    assert.equal(told({ members: members.map(() => "anna") }).length, 1);
    assert.deepEqual(told({ unfundedSeats: members.map(() => "0") }), [
      "marks other seats unfunded than were not locked for",
    ]);
  });

  it("is refused by the stake that might have judged", () => {
    const refused = (eligibleWei: string) => {
      const args = { jobId: "7", round: "1", seed: seedOf(1), eligibleWei, totalWei: "210" };
      const header = headerOf(SEED_BLOCK, PREVRANDAO);
      const told = record(102, [["ValidationModule", "CommitteeRefused", args]], { header });
      return problemsOf([...story(), told]);
    };
    assert.deepEqual(refused("100"), []);
    assert.deepEqual(refused("99"), ["finds other stake that may judge"]);
  });

  it("is a problem, and no failure, where receipts leave out what it follows from", () => {
    assert.equal(problemsOf([draw(102, 1, JUDGES)]).length, 1);
    const garbled = record(4, [["SortitionPool", "WeightChanged", { account: ["anna"] }]]);
    assert.equal(problemsOf([garbled]).length, 1);
  });
});
