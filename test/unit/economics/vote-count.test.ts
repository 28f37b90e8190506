import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  type Ballot,
  type Choice,
  committeeVerdict,
  juryVerdict,
  seatsOf,
  type Verdict,
} from "../../../src/economics/vote-count.ts";

const SILENT = null;
const choice = fc.constantFrom<Choice | null>("approve", "reject", SILENT);
const body = fc.array(fc.record({ seats: fc.integer({ min: 1, max: 4 }), choice }), {
  minLength: 1,
  maxLength: 8,
});
const approvalBps = fc.bigInt({ min: 5_001n, max: 10_000n });

const ballots = (members: readonly Pick<Ballot, "seats" | "choice">[]): Ballot[] =>
  members.map((member, index) => ({ ...member, account: String(index), lockedWei: 0n }));
/** The same body, in which the silent members say one thing. */
const completed = (members: readonly Ballot[], by: Choice) =>
  members.map((one) => ({ ...one, choice: one.choice ?? by }));

/** Each verdict on the revealed votes is that of every completion, and where there is none the silent could have had both. */
function assertFinal(members: readonly Ballot[], tell: (of: readonly Ballot[]) => Verdict) {
  const verdict = tell(members);
  const could = (["approve", "reject"] as const).map((by) => tell(completed(members, by)));
  if (verdict !== "inconclusive") assert.deepEqual(could, [verdict, verdict]);
  else assert.equal(could.includes("approved") && could.includes("rejected"), true);
}

describe("a committee's verdict", () => {
  it("is one that no silent seat could have turned, and lacks only what the silent could have turned by a vote", () => {
    fc.assert(
      fc.property(body, approvalBps, (members, threshold) => {
        const all = ballots(members);
        assertFinal(all, (of) => committeeVerdict(of, { approvalBps: threshold }));
      }),
    );
  });

  it("approves at the threshold of all seats, and rejects where it cannot be reached any more", () => {
    const tell = (...choices: (Choice | null)[]) =>
      committeeVerdict(ballots(choices.map((one) => ({ seats: 1, choice: one }))), {
        approvalBps: 6_000n,
      });
    assert.equal(tell("approve", "approve", "approve", SILENT, SILENT), "approved");
    assert.equal(tell("approve", "approve", "reject", "reject", SILENT), "inconclusive");
    assert.equal(tell("reject", "reject", "reject", SILENT, SILENT), "rejected");
    assert.equal(tell("approve", "approve", SILENT, SILENT, SILENT), "inconclusive");
  });
});

describe("a committee that was refused", () => {
  it("says nothing", () => {
    assert.equal(committeeVerdict([], { approvalBps: 6_000n }), "inconclusive");
  });
});

describe("a jury's verdict", () => {
  it("is that of more than half of all seats, and lacks only what the silent could have turned by a vote", () => {
    fc.assert(
      fc.property(body, (members) => {
        const all = ballots(members);
        // Juries have an odd number of seats; an even one can tie.
        fc.pre(seatsOf(all) % 2 === 1);
        assertFinal(all, juryVerdict);
      }),
    );
  });

  it("needs no more than a majority of all seats, however many are silent", () => {
    const jury = (rejecting: number) =>
      ballots([
        { seats: rejecting, choice: "reject" },
        { seats: 7 - rejecting, choice: SILENT },
      ]);
    assert.deepEqual([juryVerdict(jury(4)), juryVerdict(jury(3))], ["rejected", "inconclusive"]);
  });
});
