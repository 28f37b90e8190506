import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { commitmentOf, rehearsalSalt, type VoteBinding } from "../../../src/records/commitment.ts";
import { COMMITTEE, countedVote, JURY, votesOf } from "../../../src/records/vote.ts";
import { castWith, person } from "../../support/small-cast.ts";

const MEMBERS = ["anna", "bert", "cleo", "dora"].map((handle) => person(handle));
const CAST = castWith(...MEMBERS);
const MODULE = `0x${"11".repeat(20)}`;
const OTHER = `0x${"22".repeat(20)}`;

const drawn = (args: Record<string, string | readonly string[]>) => ({
  contract: "",
  address: MODULE,
  name: "",
  args: { jobId: "7", ...args },
});
const ADDRESSES = MEMBERS.map(({ account }) => account.address);
const COMMITTEE_DRAWN = drawn({ round: "2", members: ADDRESSES, weightsWei: ["5", "6", "7", "8"] });

describe("a commitment", () => {
  const vote: VoteBinding = {
    chainId: 31_337,
    module: MODULE,
    jobId: 7n,
    round: 1n,
    voter: OTHER,
    choice: 1,
    salt: `0x${"ab".repeat(32)}`,
  };

  it("binds chain, contract, job, round, voter, choice and salt", () => {
    const changed: Partial<VoteBinding>[] = [
      { chainId: 1 },
      { module: OTHER },
      { jobId: 8n },
      { round: 2n },
      { round: null },
      { voter: MODULE },
      { choice: 2 },
      { salt: `0x${"cd".repeat(32)}` },
    ];
    const all = [{}, ...changed].map((change) => commitmentOf({ ...vote, ...change }));
    assert.equal(new Set(all).size, all.length);
  });

  it("has a salt of its own for each voter, job and round", () => {
    const salts = [{}, { voter: MODULE }, { jobId: 8n }, { round: 2n }, { round: null }, { module: OTHER }];
    assert.equal(new Set(salts.map((change) => rehearsalSalt({ ...vote, ...change }))).size, salts.length);
  });
});

describe("the votes of those who were drawn", () => {
  it("are everybody's, the silent ones' too, in the order of the draw", () => {
    const ballots = ["approve", "reject", "never-reveal", "absent"] as const;
    const votes = votesOf(COMMITTEE, COMMITTEE_DRAWN, CAST, (seat) => ballots[seat] ?? "absent");
    assert.deepEqual(
      votes.map(({ handle, weight, round, choice }) => [handle, weight, round, choice]),
      [
        ["anna", "5", "2", 1],
        ["bert", "6", "2", 2],
        ["cleo", "7", "2", 1],
        ["dora", "8", "2", 0],
      ],
    );
    assert.deepEqual(
      votes.map((vote) => countedVote(vote).choice),
      ["approve", "reject", null, null],
    );
    assert.equal(countedVote(votes[1] as (typeof votes)[0]).weightWei, 6n);
  });

  it("can be checked from the receipt alone", () => {
    for (const vote of votesOf(COMMITTEE, COMMITTEE_DRAWN, CAST, () => "approve")) {
      const { module, voter, choice, salt } = vote;
      const binding = { chainId: CAST.chainId, jobId: BigInt(vote.jobId), round: BigInt(vote.round ?? 0) };
      assert.equal(vote.commitment, commitmentOf({ ...binding, module, voter, choice, salt }));
    }
  });

  it("weigh the same in a jury, which votes once", () => {
    const votes = votesOf(JURY, drawn({ jurors: ADDRESSES }), CAST, () => "approve");
    assert.deepEqual(new Set(votes.map(({ weight, round }) => `${weight} ${round}`)), new Set(["1 null"]));
  });

  it("are nobody's who is not of the cast", () => {
    assert.throws(
      () => votesOf(JURY, drawn({ jurors: [MODULE] }), CAST, () => "approve"),
      /nobody of the cast/,
    );
  });
});
