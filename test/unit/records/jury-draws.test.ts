import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { jurySeats } from "../../../src/economics/jury.ts";
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
  seedOf,
  type Told,
} from "../../support/drawn-records.ts";

const COUNCIL = ["carl", "cora", "cyra", "cato"];
const VALIDATORS = ["anna", "bert", "cleo", "dora"].map((account) => [account, "10"] as const);
/** One of them sits on the committee; the others hold most of the stake. */
const COMMITTEE = drawnBy(seedOf("omnisovereign/committee-draw/1", 1), VALIDATORS, 1).members;
const OUTSIDE = VALIDATORS.filter(([account]) => account !== COMMITTEE[0]?.account);
const LOCK = 5;

const juror = (account: string): readonly [string, string] => [account, "1"];
const admitted = (account: string, rolesAfter: string): Told => [
  "IdentityRegistry",
  "JudgingRolesScheduled",
  { account, rolesAfter, effectiveAt: "2" },
];
const weighed = (account: string, role: string, afterWeight: string): Told => [
  "SortitionPool",
  "WeightChanged",
  { account, role, afterWeight },
];

/** A dispute about a job whose committee has sat, up to the draw of a hearing's jury. */
function story(
  hearing: number,
  council = COUNCIL,
  claimant = "boss",
  validatorsFirst = false,
): TransactionRecord[] {
  const terms = {
    validation: { committeeSize: "1", seatLockWei: "5" },
    dispute: { jurySize: "3", juryQuorum: "2", jurorLockWei: String(LOCK) },
  };
  const request = { operator: MODULE, rewardWei: "90", validatorBonusWei: "10" };
  const opening = {
    jobId: "7",
    hearing: String(hearing),
    claimant,
    seedBlock: String(SEED_BLOCK),
    frozenAt: "99",
    validatorsFirst,
  };
  return [
    record(1, [["JobTerms", "TermsSet", { version: "1", terms }]]),
    record(2, [
      ...council.map((account) => admitted(account, "4")),
      ...VALIDATORS.map(([account]) => admitted(account, "2")),
    ]),
    record(3, [
      ...council.map((account) => weighed(account, "4", "1")),
      ...VALIDATORS.map(([account, weight]) => weighed(account, "2", weight)),
    ]),
    record(50, [["JobRegistry", "JobCreated", { jobId: "7", employer: "boss", request, termsVersion: "1" }]]),
    record(60, [["JobRegistry", "JobAssigned", { jobId: "7", agent: "cato" }]]),
    record(80, [
      [
        "ValidationModule",
        "RoundOpened",
        { jobId: "7", round: "1", seedBlock: String(SEED_BLOCK), frozenAt: "79" },
      ],
    ]),
    sat(),
    record(100, [["DisputeModule", "HearingOpened", opening]]),
  ];
}

function sat(): TransactionRecord {
  const args = {
    jobId: "7",
    round: "1",
    seed: seedOf("omnisovereign/committee-draw/1", 1),
    members: COMMITTEE.map(({ account }) => account),
    seats: ["1"],
    unfundedSeats: ["1"],
  };
  return record(90, [["ValidationModule", "CommitteeDrawn", args]], { header });
}

const header = headerOf(SEED_BLOCK, PREVRANDAO);
const seedIn = (hearing: number) => seedOf("omnisovereign/jury-draw/1", hearing);
/** Cato is the job's agent. */
const ELIGIBLE = COUNCIL.filter((account) => account !== "cato");

/** A draw whose seats are covered, as the module tells of it. */
function draw(
  hearing: number,
  role: "2" | "4",
  weights: readonly (readonly [string, string])[],
  changed: ArgumentRecord = {},
): TransactionRecord {
  const { members } = drawnBy(seedIn(hearing), weights, jurySeats(3, hearing));
  const locks = members.map(
    ({ account, seats }): Told => [
      "StakeManager",
      "StakeLocked",
      { account, amountWei: String(LOCK * seats) },
    ],
  );
  const told = {
    jobId: "7",
    hearing: String(hearing),
    role,
    seed: seedIn(hearing),
    jurors: members.map(({ account }) => account),
    seats: members.map(({ seats }) => String(seats)),
    unfundedSeats: members.map(() => "0"),
    ...changed,
  };
  return record(102, [...locks, ["DisputeModule", "JuryDrawn", told]], { header });
}

const ofCouncil = (hearing: number, changed: ArgumentRecord = {}) =>
  draw(hearing, "4", ELIGIBLE.map(juror), changed);

function unavailable(absence: string): TransactionRecord {
  const args = { jobId: "7", hearing: "1", seed: seedIn(1), absence };
  return record(102, [["DisputeModule", "JuryUnavailable", args]], { header });
}

const problemsOf = (records: readonly TransactionRecord[]) =>
  redraw(records, CHAIN_ID).problems.map(({ problem }) => problem);

describe("a jury that is drawn anew", () => {
  it("is the same in every hearing, by heads, without the parties", () => {
    for (const hearing of [1, 2, 3])
      assert.deepEqual(problemsOf([...story(hearing), ofCouncil(hearing)]), []);
  });

  it("has the jurors that the seed draws, in its order and with their seats", () => {
    const others = ["seats others than the weights of its frozen second do"];
    const { members } = drawnBy(seedIn(2), ELIGIBLE.map(juror), 7);
    const told = (changed: ArgumentRecord) => problemsOf([...story(2), ofCouncil(2, changed)]);
    const jurors = members.map(({ account }) => account);
    assert.ok(jurors.length > 1);
    assert.deepEqual(told({ jurors: jurors.map(() => "mole") }), others);
    assert.deepEqual(told({ jurors: jurors.toReversed() }), others);
    assert.deepEqual(
      told({ jurors: jurors.slice(1), seats: members.slice(1).map(({ seats }) => String(seats)) }),
      others,
    );
    assert.deepEqual(told({ seats: members.map(({ seats }) => String(seats + 1)) }), others);
  });

  it("has as many seats as its hearing, and no other hearing's seed", () => {
    const { members } = drawnBy(seedIn(2), ELIGIBLE.map(juror), 3);
    const fewer = {
      jurors: members.map(({ account }) => account),
      seats: members.map(({ seats }) => String(seats)),
    };
    assert.equal(problemsOf([...story(2), ofCouncil(2, fewer)]).length, 1);
    assert.deepEqual(problemsOf([...story(2), ofCouncil(2, { seed: seedIn(1) })]), [
      "does not draw by the randomness of its seed block",
    ]);
  });

  it("is drawn from the council where three of it may judge, or, where its stakes are taken up, from validators", () => {
    const others = ["draws from others than may judge"];
    const takenUp = story(1, COUNCIL, "boss", true);
    assert.deepEqual(problemsOf([...story(1), ofCouncil(1, { role: "2" })]), others);
    assert.deepEqual(problemsOf([...story(1), draw(1, "2", OUTSIDE)]), others);
    assert.deepEqual(problemsOf([...takenUp, draw(1, "2", OUTSIDE)]), []);
    assert.deepEqual(problemsOf([...takenUp, ofCouncil(1)]), others);
  });

  it("comes from the council, its stakes taken up or not, where validators may not judge", () => {
    const poor = record(
      98,
      OUTSIDE.map(([account]) => weighed(account, "2", "1")),
    );
    const takenUp = story(1, COUNCIL, "boss", true);
    assert.deepEqual(problemsOf([...takenUp.slice(0, -1), poor, ...takenUp.slice(-1), ofCouncil(1)]), []);
  });

  it("is drawn without whoever claims in one of the hearings so far", () => {
    const council = [...COUNCIL, "cole", "cody"];
    const eligible = council.filter((account) => account !== "cato" && account !== "cora");
    const drawn = draw(2, "4", eligible.map(juror));
    assert.deepEqual(problemsOf([...story(2, council, "cora"), drawn]), []);
    const before = story(1, council, "cora").slice(-1);
    assert.deepEqual(
      problemsOf([...story(2, council).slice(0, -1), ...before, ...story(2, council).slice(-1), drawn]),
      [],
    );
    assert.equal(problemsOf([...story(2, council), drawn]).length, 1);
    assert.deepEqual(problemsOf([...story(1, COUNCIL, "cora"), draw(1, "2", OUTSIDE)]), []);
  });

  it("is else drawn from validators by stake, without the committee", () => {
    const small = story(1, COUNCIL.slice(1));
    assert.deepEqual(problemsOf([...small, draw(1, "2", OUTSIDE)]), []);
    assert.equal(problemsOf([...small, draw(1, "2", VALIDATORS)]).length, 1);
    const two = COUNCIL.slice(1).filter((account) => account !== "cato");
    assert.deepEqual(problemsOf([...small, draw(1, "4", two.map(juror))]), [
      "draws from others than may judge",
    ]);
  });

  it("is missing for want of people only where there are too few", () => {
    const others = ["finds others who may judge"];
    assert.deepEqual(problemsOf([...story(1), unavailable("2")]), others);
    assert.deepEqual(problemsOf([...story(1, COUNCIL.slice(1)), unavailable("2")]), others);
    const poor = record(
      98,
      OUTSIDE.map(([account]) => weighed(account, "2", "1")),
    );
    const few = [...story(1, []).slice(0, -1), poor, ...story(1, []).slice(-1)];
    assert.deepEqual(problemsOf([...few, unavailable("2")]), []);
    assert.deepEqual(problemsOf([...few, unavailable("3")]), others);
  });

  it("marks those seats unfunded that were not locked for", () => {
    const { members } = drawnBy(seedIn(1), ELIGIBLE.map(juror), 3);
    const unfundedSeats = members.map(() => "1");
    assert.deepEqual(problemsOf([...story(1), ofCouncil(1, { unfundedSeats })]), [
      "marks other seats unfunded than were not locked for",
    ]);
  });
});
