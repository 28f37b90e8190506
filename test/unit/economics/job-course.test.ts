import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Course, type CourseJob, type CourseTerms, endOf } from "../../../src/economics/job-course.ts";
import type { Ballot, Choice } from "../../../src/economics/vote-count.ts";

const TERMS: CourseTerms = {
  treasury: "treasury",
  feeBps: 100n,
  bondBps: 500n,
  approvalBps: 6_000n,
  jurySize: 3,
  jurorLockWei: 200n,
  jurorNonRevealBps: 5_000n,
  jurorWrongVoteBps: 1_000n,
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
const jurors = (lockedWei: bigint, ...choices: (Choice | null)[]): Ballot[] =>
  choices.map((choice, index) => ({ account: `juror ${index}`, seats: 1, lockedWei, choice }));
const judged = (course: Partial<Extract<Course, { kind: "judged" }>>): Course => ({
  kind: "judged",
  rounds: [ballots("approve", "approve", "approve")],
  hearings: [],
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

  it("charges the seats of committees that sat, or of the jury where none did, and gives the fees of all others back", () => {
    const sat = judged({ rounds: [ballots("approve", "approve", "approve")] });
    const twice = judged({ rounds: [ballots(null, null, null), ballots("approve", "approve", "approve")] });
    const refused = judged({
      rounds: [[]],
      hearings: [{ claimant: null, jury: ballots("approve", "approve") }],
    });
    const fees = [sat, twice, refused].map((course) => amounts(course)["SeatFee treasury"]);
    assert.deepEqual(fees, ["15", "30", "20"]);
    const [first, ...others] = ballots(null, "approve", "approve");
    const halfEmpty = judged({ rounds: [[{ ...(first as Ballot), isEmpty: true }, ...others]] });
    assert.equal(amounts(halfEmpty)["SeatFee treasury"], "10");
    assert.equal(amounts(sat)["EmployerRefund employer"], "35");
    assert.equal(endOf(JOB, TERMS, refused).decidedBy, "jury");
  });

  it("shares the bond of a dispute that upholds the verdict, and returns the one of a dispute that does not", () => {
    const jury = jurors(200n, "approve", "approve", "approve");
    const lost = judged({ hearings: [{ claimant: "employer", jury }] });
    const won = judged({
      hearings: [{ claimant: "agent", jury }],
      rounds: [ballots("reject", "reject", "reject")],
    });
    assert.equal(amounts(lost)["BondAwarded agent"], "250");
    assert.equal(amounts(lost)["JurorFee juror 0"], "116");
    assert.equal(amounts(won)["BondReturned agent"], "500");
    assert.equal(amounts(won)["WrongVote member 0"], "10");
  });

  it("leaves to the owner what a jury does not decide, and to the verdict what the owner does not", () => {
    const jury = jurors(200n, "approve", "reject", null);
    const hung = judged({ hearings: [{ claimant: "employer", jury }] });
    const end = endOf(JOB, TERMS, hung);
    assert.deepEqual([end.outcome, end.decidedBy], ["approved", "default"]);
    assert.equal(amounts(hung)["BondAwarded agent"], "250");
    assert.equal(amounts(hung)["JurorSilence juror 2"], "100");
    assert.equal(amounts(hung)["JurorWrongVote juror 1"], undefined);
    const ruled: Course = { ...hung, owner: "reject" } as Course;
    const { outcome, decidedBy } = endOf(JOB, TERMS, ruled);
    assert.deepEqual([outcome, decidedBy], ["rejected", "owner"]);
    assert.equal(amounts(ruled)["JurorWrongVote juror 0"], "20");
  });

  it("lets what the last hearing says decide, and judges the jurors of all by it", () => {
    const many = (choice: Choice, count: number) => jurors(200n, ...Array<Choice>(count).fill(choice));
    const course = judged({
      hearings: [
        { claimant: "employer", jury: many("reject", 3) },
        { claimant: "agent", jury: many("approve", 7) },
        { claimant: "employer", jury: many("reject", 15) },
      ],
    });
    const { outcome, decidedBy, payments } = endOf(JOB, TERMS, course);
    assert.deepEqual([outcome, decidedBy], ["rejected", "jury"]);
    const bonds = payments.filter(({ reason }) => reason === "DisputeBond" || reason.startsWith("Bond"));
    assert.deepEqual(
      bonds.map(({ from, to, amountWei, reason }) => `${reason} ${from} ${to} ${amountWei}`),
      [
        "DisputeBond employer escrow 530",
        "DisputeBond agent escrow 1070",
        "DisputeBond employer escrow 2150",
        "BondReturned escrow employer 500",
        "BondAwarded escrow employer 500",
        "BondReturned escrow employer 2000",
      ],
    );
    assert.equal(payments.filter(({ reason }) => reason === "JurorWrongVote").length, 7);
    assert.equal(payments.filter(({ reason }) => reason === "JurorFee").length, 18);
  });

  it("needs a majority of a jury's seats, however many are silent, and lets the last verdict stand without one", () => {
    const appealed = (revealed: number) =>
      endOf(
        JOB,
        TERMS,
        judged({
          hearings: [
            { claimant: "employer", jury: jurors(200n, "reject", "reject", "reject") },
            {
              claimant: "agent",
              jury: jurors(
                200n,
                ...Array.from({ length: 7 }, (_, index) => (index < revealed ? "approve" : null)),
              ),
            },
          ],
        }),
      );
    assert.deepEqual(
      [3, 4].map((revealed) => appealed(revealed).decidedBy),
      ["default", "jury"],
    );
    assert.deepEqual(
      [3, 4].map((revealed) => appealed(revealed).outcome),
      ["rejected", "approved"],
    );
  });

  it("has what stood before a silent jury appealed against", () => {
    const course = judged({
      hearings: [
        { claimant: "employer", jury: jurors(200n, "reject", null, null) },
        { claimant: "employer", jury: jurors(200n, ...Array<Choice>(7).fill("reject")) },
      ],
    });
    const found = amounts(course);
    assert.deepEqual(endOf(JOB, TERMS, course).outcome, "rejected");
    assert.equal(found["BondAwarded agent"], undefined);
    assert.equal(found["SeatFee treasury"], "115");
  });

  it("pays out exactly what was paid in, whatever people do", () => {
    // No body is larger than the terms have it.
    const choice = fc.constantFrom<Choice | null>("approve", "reject", null);
    const body = fc.array(choice, { maxLength: 3 }).map((choices) => ballots(...choices));
    const course = fc.oneof(
      fc.constant<Course>({ kind: "abandoned" }),
      fc.record({
        kind: fc.constant("judged" as const),
        rounds: fc.array(body, { minLength: 1, maxLength: 2 }),
        hearings: fc.array(fc.record({ claimant: fc.constantFrom("agent", "employer"), jury: body }), {
          maxLength: 3,
        }),
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
