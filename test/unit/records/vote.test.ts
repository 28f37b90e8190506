import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { commitmentOf, rehearsalSalt, type VoteBinding } from "../../../src/records/commitment.ts";
import { COMMITTEE, countedVote, JURY, votesOf } from "../../../src/records/vote.ts";
import { castWith, person } from "../../support/small-cast.ts";

const MEMBERS = ["anna", "bert", "cleo", "dora"].map((handle) => person(handle));
const CAST = castWith(...MEMBERS);
const MODULE = `0x${"11".repeat(20)}`;
const OTHER = `0x${"22".repeat(20)}`;

const event = (name: string, args: Record<string, string | readonly string[]>) => ({
  contract: "",
  address: MODULE,
  name,
  args: { jobId: "7", ...args },
});
const ADDRESSES = MEMBERS.map(({ account }) => account.address);
const SEATS = { seats: ["1", "2", "3", "1"], unfundedSeats: ["0", "0", "2", "1"] };
/** What a draw leaves of the stakes is locked member by member; of the last one nothing was left. */
const COMMITTEE_DRAWN = [
  ...["5", "10", "6"].map((amountWei, member) =>
    event("StakeLocked", { account: ADDRESSES[member] ?? "", amountWei }),
  ),
  event("CommitteeDrawn", { round: "2", members: ADDRESSES, ...SEATS }),
];
const JURY_DRAWN = (...jurors: string[]) => [
  event("StakeLocked", { account: jurors[0] ?? "", amountWei: "9" }),
  event("JuryDrawn", { hearing: "3", jurors, ...SEATS }),
];

describe("a commitment", () => {
  const vote: VoteBinding = {
    body: "committee",
    chainId: 31_337,
    module: MODULE,
    jobId: 7n,
    round: 1n,
    voter: OTHER,
    choice: 1,
    salt: `0x${"ab".repeat(32)}`,
  };

  it("binds body, chain, contract, job, round, voter, choice and salt", () => {
    const changed: Partial<VoteBinding>[] = [
      { chainId: 1 },
      { module: OTHER },
      { jobId: 8n },
      { round: 2n },
      { body: "jury" },
      { voter: MODULE },
      { choice: 2 },
      { salt: `0x${"cd".repeat(32)}` },
    ];
    const all = [{}, ...changed].map((change) => commitmentOf({ ...vote, ...change }));
    assert.equal(new Set(all).size, all.length);
  });

  it("has a salt of its own for each voter, job and round", () => {
    const salts = [{}, { voter: MODULE }, { jobId: 8n }, { round: 2n }, { module: OTHER }];
    assert.equal(new Set(salts.map((change) => rehearsalSalt({ ...vote, ...change }))).size, salts.length);
  });
});

describe("the votes of those who were drawn", () => {
  it("are everybody's, the silent ones' too, in the order of the draw", () => {
    const ballots = ["approve", "reject", "never-reveal", "absent"] as const;
    const votes = votesOf(COMMITTEE, COMMITTEE_DRAWN, CAST, (member) => ballots[member] ?? "absent");
    assert.deepEqual(
      votes.map(({ handle, round, choice }) => [handle, round, choice]),
      [
        ["anna", "2", 1],
        ["bert", "2", 2],
        ["cleo", "2", 1],
        ["dora", "2", 0],
      ],
    );
    assert.deepEqual(
      votes.map(({ seats, unfundedSeats, locked }) => [seats, unfundedSeats, locked]),
      [
        [1, 0, "5"],
        [2, 0, "10"],
        [3, 2, "6"],
        [1, 1, "0"],
      ],
    );
    assert.deepEqual(
      votes.map((vote) => countedVote(vote).choice),
      ["approve", "reject", null, null],
    );
    const { seats, lockedWei } = countedVote(votes[1] as (typeof votes)[0]);
    assert.deepEqual([seats, lockedWei], [2, 10n]);
  });

  it("may follow from how many seats everybody has", () => {
    const votes = votesOf(COMMITTEE, COMMITTEE_DRAWN, CAST, (member, seats) =>
      (seats[member] ?? 0) > 1 ? "reject" : "approve",
    );
    assert.deepEqual(
      votes.map(({ ballot }) => ballot),
      ["approve", "reject", "reject", "approve"],
    );
  });

  it("are none where a committee was refused", () => {
    assert.deepEqual(
      votesOf(COMMITTEE, [event("CommitteeRefused", { round: "1" })], CAST, () => "approve"),
      [],
    );
  });

  it("can be checked from the receipt alone", () => {
    for (const vote of votesOf(COMMITTEE, COMMITTEE_DRAWN, CAST, () => "approve")) {
      const { module, voter, choice, salt } = vote;
      const { body } = vote;
      const binding = { body, chainId: CAST.chainId, jobId: BigInt(vote.jobId), round: BigInt(vote.round) };
      assert.equal(vote.commitment, commitmentOf({ ...binding, module, voter, choice, salt }));
    }
  });

  it("count the same in a jury", () => {
    const votes = votesOf(JURY, JURY_DRAWN(...ADDRESSES), CAST, () => "approve");
    assert.deepEqual(
      votes.map(({ seats, unfundedSeats, locked, round, ballot }) => {
        return [seats, unfundedSeats, locked, round, ballot];
      }),
      [
        [1, 0, "9", "3", "approve"],
        [2, 0, "0", "3", "approve"],
        [3, 2, "0", "3", "approve"],
        [1, 1, "0", "3", "approve"],
      ],
    );
  });

  it("are none of whom may not sit", () => {
    const draw = [...COMMITTEE_DRAWN, event("SeatsLeftEmpty", { account: ADDRESSES[1] ?? "" })];
    const votes = votesOf(COMMITTEE, draw, CAST, () => "approve");
    assert.deepEqual(
      votes.map(({ ballot }) => ballot),
      ["approve", "absent", "approve", "approve"],
    );
  });

  it("are nobody's who is not of the cast", () => {
    assert.throws(() => votesOf(JURY, JURY_DRAWN(MODULE), CAST, () => "approve"), /nobody of the cast/);
  });
});
