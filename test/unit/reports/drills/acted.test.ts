import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CourseEnd } from "../../../../src/economics/job-course.ts";
import type { ArgumentRecord, EventRecord } from "../../../../src/model/record.ts";
import type { Ballot, Handshake } from "../../../../src/model/votes.ts";
import {
  bondWasLost,
  heardThrice,
  idleOf,
  type JobSeen,
  jobExpired,
  jurorLost,
  jurySaidOtherwise,
  missedQuorumWasFree,
  onlySilentLost,
  ownerDecided,
  rejectedWorkLost,
  unfundedSeatVoted,
} from "../../../../src/reports/drills/acted.ts";

const OUTCOME = { approved: "1", rejected: "2", inconclusive: "3" } as const;

interface Sketch {
  readonly end: Partial<CourseEnd>;
  readonly events?: readonly (readonly [name: string, args: ArgumentRecord])[];
  readonly votes?: readonly (readonly [voter: string, ballot: Ballot])[];
}

function seen({ end, events = [], votes = [] }: Sketch): JobSeen {
  return {
    end: { outcome: "approved", decidedBy: "nobody", payments: [], ...end },
    events: events.map(([name, args]): EventRecord => ({ contract: "X", address: "0x", name, args })),
    handshakes: votes.map(([voter, ballot]) => ({ voter, ballot }) as Handshake),
  };
}

const paid = (reason: string, from: string, amountWei = "5") => ({ reason, from, to: "escrow", amountWei });
const closed = (outcome: keyof typeof OUTCOME, round = "1") =>
  ["RoundClosed", { outcome: OUTCOME[outcome], round }] as const;

describe("a dispute before a jury", () => {
  const rejected = closed("rejected");

  it("overturned a verdict only if the jury decided, and otherwise than the committee", () => {
    assert.equal(jurySaidOtherwise(seen({ end: { decidedBy: "jury" }, events: [rejected] })), null);
    const upheld = seen({ end: { decidedBy: "jury", outcome: "rejected" }, events: [rejected] });
    assert.equal(jurySaidOtherwise(upheld), "the jury left the committee's verdict, rejected, as it was");
  });

  it("says that nobody could be drawn, and who ruled instead", () => {
    const unavailable = ["JuryUnavailable", { absence: "2" }] as const;
    const juryless = seen({ end: { decidedBy: "owner" }, events: [rejected, unavailable] });
    const reason = "no jury could be drawn: too few eligible; the owner ruled instead";
    assert.equal(jurySaidOtherwise(juryless), reason);
    assert.equal(bondWasLost(juryless), reason);
    assert.equal(ownerDecided(juryless), null);
  });

  it("tells a lost seed and a jury without quorum apart", () => {
    const lost = ["JuryUnavailable", { absence: "1" }] as const;
    const by = (decidedBy: CourseEnd["decidedBy"], ...events: (typeof lost)[]) =>
      bondWasLost(seen({ end: { decidedBy }, events }));
    assert.equal(by("default", lost), "no jury could be drawn: seed lost; nobody ruled instead");
    assert.equal(by("owner"), "no jury decided; the owner ruled instead");
  });

  it("cost the claimant its bond only if somebody else got it, and more than nothing", () => {
    const lost = (amountWei: string) =>
      bondWasLost(seen({ end: { decidedBy: "jury", payments: [paid("BondAwarded", "escrow", amountWei)] } }));
    assert.equal(lost("1"), null);
    assert.equal(lost("0"), "no bond was awarded to anybody");
  });

  it("cost a juror stake only if one lost some for its vote, before a jury that decided", () => {
    const by = (decidedBy: CourseEnd["decidedBy"], ...reasons: string[]) =>
      jurorLost(seen({ end: { decidedBy, payments: reasons.map((reason) => paid(reason, "escrow", "5")) } }));
    assert.equal(by("jury", "JurorWrongVote"), null);
    assert.equal(by("jury", "JurorSilence"), "no juror was outvoted and lost stake");
    assert.equal(by("owner", "JurorWrongVote"), "no jury decided; the owner ruled instead");
  });

  it("was heard three times only if three juries were drawn, the last of which decided", () => {
    const drawn = ["JuryDrawn", {}] as const;
    const by = (decidedBy: CourseEnd["decidedBy"], count: number) =>
      heardThrice(seen({ end: { decidedBy }, events: Array(count).fill(drawn) }));
    assert.equal(by("jury", 3), null);
    assert.equal(by("jury", 2), "the job was heard 2 times, not 3");
    assert.equal(by("owner", 3), "no jury decided; the owner ruled instead");
  });

  it("was not decided by the owner if nobody asked it", () => {
    assert.equal(ownerDecided(seen({ end: { decidedBy: "jury" } })), "the owner ruled on nothing");
  });
});

describe("slashing", () => {
  it("hits the silent alone only if it hits them, and spares somebody who voted", () => {
    const votes = [["A", "never-reveal"] as const, ["B", "approve"] as const];
    const nonReveal = (amountWei: string) => ({ payments: [paid("NonReveal", "A", amountWei)] });
    assert.equal(onlySilentLost(seen({ end: nonReveal("5"), votes })), null);
    assert.equal(
      onlySilentLost(seen({ end: nonReveal("0"), votes })),
      "nobody lost stake for keeping silent",
    );
    assert.equal(
      onlySilentLost(seen({ end: nonReveal("5"), votes: [["A", "never-reveal"]] })),
      "nobody else voted who could have been spared",
    );
  });

  it("hits rejected work only if the agent loses stake and gets no reward", () => {
    const ends = (outcome: CourseEnd["outcome"], ...payments: CourseEnd["payments"][number][]) =>
      rejectedWorkLost(seen({ end: { outcome, payments } }));
    assert.equal(ends("rejected", paid("RejectedWork", "A")), null);
    assert.equal(ends("rejected", paid("RejectedWork", "A", "0")), "the agent lost no stake");
    assert.equal(ends("approved"), "the work ended approved, not rejected");
    assert.equal(
      ends("rejected", paid("RejectedWork", "A"), paid("AgentReward", "escrow")),
      "the agent was paid all the same",
    );
  });
});

describe("a missed quorum", () => {
  const vote = ["VoteRevealed", { round: "1", validator: "A" }] as const;
  const again = ["CommitteeDrawn", { round: "2" }] as const;
  const first = ["CommitteeDrawn", { round: "1" }] as const;
  const missed = closed("inconclusive");
  const ask = (events: Sketch["events"], end: Partial<CourseEnd> = {}) =>
    missedQuorumWasFree(seen({ end, events: events ?? [] }));

  it("spares those who voted, and has a second committee drawn", () => {
    assert.equal(ask([first, vote, missed, again]), null);
    assert.equal(ask([first, vote, missed]), "no second committee was drawn");
  });

  it("shows nothing where nobody voted, or the quorum was reached", () => {
    assert.equal(
      ask([first, missed, again]),
      "nobody of the first committee voted who could have been spared",
    );
    assert.equal(ask([first, vote, closed("approved")]), "no committee was left undecided");
  });

  it("is not free if somebody who voted loses stake", () => {
    const slashed = { payments: [paid("NonReveal", "A")] };
    assert.equal(ask([first, vote, missed, again], slashed), "somebody who voted lost stake");
  });
});

it("a seat was unfunded and voted with only if its member revealed, and the committee decided", () => {
  const told = (unfundedSeats: number, ballot: Ballot, decidedBy: CourseEnd["decidedBy"] = "nobody") =>
    unfundedSeatVoted({
      ...seen({ end: { decidedBy } }),
      handshakes: [{ voter: "A", ballot, unfundedSeats } as Handshake],
    });
  assert.equal(told(1, "approve"), null);
  assert.equal(told(0, "approve"), "no unfunded seat sat");
  assert.equal(told(1, "never-reveal"), "no unfunded seat was voted with");
  assert.equal(told(1, "approve", "jury"), "no unfunded seat was voted with");
});

it("what did not happen for want of a committee is told with why it was refused", () => {
  const events = [["CommitteeRefused", { round: "1", refusal: "1" }] as const];
  const told = (kind: "rejection" | "owner-ruling") =>
    idleOf(kind, seen({ end: { outcome: "approved", decidedBy: "owner" }, events }));
  assert.equal(
    told("rejection"),
    "the work ended approved, not rejected; a committee was refused: unfunded seats",
  );
  assert.equal(told("owner-ruling"), null);
});

it("a job that was finished did not expire", () => {
  assert.equal(jobExpired(seen({ end: { outcome: "expired" } })), null);
  assert.equal(jobExpired(seen({ end: { outcome: "approved" } })), "the job ended approved, not expired");
});
