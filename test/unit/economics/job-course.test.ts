import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Course, type CourseJob, type CourseTerms, endOf } from "../../../src/economics/job-course.ts";
import type { Ballot, Choice } from "../../../src/economics/vote-count.ts";

const TERMS: CourseTerms = {
  treasury: "treasury",
  feeBps: 100n,
  bondBps: 500n,
  quorum: 2,
  approvalBps: 6_000n,
  juryQuorum: 2,
  committeeSize: 5,
  seatFeeBps: 500,
  seatLockWei: 100n,
  nonRevealBps: 5_000n,
  wrongVoteBps: 1_000n,
  rejectedBps: 5_000n,
  expiredBps: 2_500n,
  split: { employerBps: 5_000n, validatorsBps: 2_000n, burnBps: 1_000n },
};
const JOB: CourseJob = {
  employer: "employer",
  agent: "agent",
  operator: "operator",
  rewardWei: 10_000n,
  bonusWei: 0n,
  bonusCapWei: 0n,
  agentStakeWei: 1_000n,
  shares: [6_500n, 1_500n, 1_500n, 500n],
};

const ballots = (...choices: (Choice | null)[]): Ballot[] =>
  choices.map((choice, index) => ({ account: `member ${index}`, seats: 1, lockedWei: 100n, choice }));
const judged = (course: Partial<Extract<Course, { kind: "judged" }>>): Course => ({
  kind: "judged",
  rounds: [ballots("approve", "approve", "approve")],
  claimant: null,
  jury: [],
  owner: null,
  ...course,
});

/** Amounts by reason and, where the reason alone does not say it, by whom. */
function amounts(course: Course): Record<string, string> {
  return Object.fromEntries(
    endOf(JOB, TERMS, course).payments.map(({ from, to, amountWei, reason }) => [
      `${reason} ${from === "escrow" ? to : from}`,
      amountWei,
    ]),
  );
}

describe("the end of a job", () => {
  it("gives an abandoned job's escrow back and slashes its agent", () => {
    assert.equal(endOf(JOB, TERMS, { kind: "abandoned" }).outcome, "expired");
    assert.deepEqual(amounts({ kind: "abandoned" }), {
      "Job employer": "10150",
      "ExpiredJob agent": "250",
      "SlashToEmployer employer": "125",
      "SlashToTreasury treasury": "100",
      "EmployerRefund employer": "10150",
      "EscrowBurned burned": "25",
    });
  });

  it("slashes whoever did not reveal in a round without a quorum, and nobody who did", () => {
    const course = judged({
      rounds: [ballots("approve", null, null), ballots("approve", "approve", "approve")],
    });
    assert.equal(endOf(JOB, TERMS, course).outcome, "approved");
    const { "NonReveal member 0": honest, "NonReveal member 1": silent } = amounts(course);
    assert.deepEqual([honest, silent], [undefined, "50"]);
  });

  it("slashes at a seat of a small job no more than the job pays", () => {
    const rounds = [ballots("approve", "approve", null)];
    const end = endOf({ ...JOB, rewardWei: 60n }, TERMS, judged({ rounds }));
    const slashed = end.payments.find(({ reason }) => reason === "NonReveal");
    assert.equal(String(slashed?.amountWei), "30");
  });

  it("slashes for each seat, but never more than a member could lock", () => {
    const silent = (seats: number, lockedWei: bigint): Ballot[] => [
      { account: "silent", seats, lockedWei, choice: null },
      { account: "honest", seats: 2, lockedWei: 200n, choice: "approve" },
    ];
    const lost = (ballots: Ballot[]) => amounts(judged({ rounds: [ballots] }))["NonReveal silent"];
    assert.equal(lost(silent(3, 300n)), "150");
    assert.equal(lost(silent(3, 100n)), "100");
    assert.equal(lost(silent(3, 0n)), undefined);
  });

  it("counts seats, and shares the validators' pool by them", () => {
    const course = judged({
      rounds: [
        [
          { account: "one", seats: 1, lockedWei: 100n, choice: "reject" },
          { account: "two", seats: 2, lockedWei: 200n, choice: "approve" },
        ],
      ],
    });
    const found = amounts(course);
    assert.equal(endOf(JOB, TERMS, course).outcome, "approved");
    assert.deepEqual([found["ValidatorReward two"], found["ValidatorReward one"]], ["1502", undefined]);
  });

  it("charges the seats of committees that sat, and gives the fees of all others back", () => {
    const sat = judged({ rounds: [ballots("approve", "approve", "approve")] });
    const twice = judged({ rounds: [ballots(null, null, null), ballots("approve", "approve", "approve")] });
    const refused = judged({ rounds: [[]], jury: ballots("approve", "approve") });
    const fees = [sat, twice, refused].map((course) => amounts(course)["SeatFee treasury"]);
    assert.deepEqual(fees, ["15", "30", undefined]);
    assert.equal(amounts(sat)["EmployerRefund employer"], "35");
    assert.equal(endOf(JOB, TERMS, refused).decidedBy, "jury");
  });

  it("awards the bond of a dispute that upholds the verdict, and returns the one of a dispute that does not", () => {
    const jury = ballots("approve", "approve", "approve");
    const lost = judged({ claimant: "employer", jury });
    const won = judged({ claimant: "agent", jury, rounds: [ballots("reject", "reject", "reject")] });
    assert.equal(amounts(lost)["BondAwarded agent"], "500");
    assert.equal(amounts(won)["BondReturned agent"], "500");
    assert.equal(amounts(won)["WrongVote member 0"], "10");
  });

  it("leaves to the owner what a jury does not decide, and to the verdict what the owner does not", () => {
    const hung = judged({ claimant: "employer", jury: ballots("approve", "reject", null) });
    const end = endOf(JOB, TERMS, hung);
    assert.deepEqual([end.outcome, end.decidedBy], ["approved", "default"]);
    assert.equal(amounts(hung)["BondAwarded agent"], "500");
    const ruled = endOf(JOB, TERMS, { ...hung, owner: "reject" } as Course);
    assert.deepEqual([ruled.outcome, ruled.decidedBy], ["rejected", "owner"]);
  });

  it("pays out exactly what was paid in, whatever people do", () => {
    const choice = fc.constantFrom<Choice | null>("approve", "reject", null);
    const body = fc.array(choice, { maxLength: 5 }).map((choices) => ballots(...choices));
    const course = fc.oneof(
      fc.constant<Course>({ kind: "abandoned" }),
      fc.record({
        kind: fc.constant("judged" as const),
        rounds: fc.array(body, { minLength: 1, maxLength: 2 }),
        claimant: fc.constantFrom(null, "agent", "employer"),
        jury: body,
        owner: choice,
      }),
    );
    const wei = fc.bigInt({ min: 0n, max: 10n ** 24n });
    const job = fc.tuple(wei, wei, wei).map(([rewardWei, capWei, agentStakeWei]) => ({
      ...JOB,
      rewardWei: rewardWei + 1n,
      bonusWei: capWei / 2n,
      bonusCapWei: capWei,
      agentStakeWei,
    }));
    fc.assert(
      fc.property(job, course, (some, way) => {
        const { payments } = endOf(some, TERMS, way);
        const sum = (into: boolean) =>
          payments
            .filter(({ to }) => (to === "escrow") === into)
            .reduce((total, { amountWei }) => total + BigInt(amountWei), 0n);
        assert.equal(sum(true), sum(false));
      }),
    );
  });
});
