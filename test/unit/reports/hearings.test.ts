import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Cast } from "../../../src/model/cast.ts";
import type { ArgumentRecord, TransactionRecord } from "../../../src/model/record.ts";
import { disputesOfJobs } from "../../../src/reports/hearings.ts";
import { castWith, person } from "../../support/small-cast.ts";
import { called } from "./constellation/receipts.ts";

const PEOPLE = ["anna", "bert", "cleo", "worker"].map((handle) => person(handle));
const CAST: Cast = castWith(...PEOPLE);
const [ANNA = "", BERT = "", CLEO = "", WORKER = ""] = PEOPLE.map(({ account }) => account.address as string);
const NOBODY = `0x${"00".repeat(20)}`;

type Told = readonly [contract: string, name: string, args: ArgumentRecord];

const about = (name: string, args: ArgumentRecord, contract = "DisputeModule"): Told => [
  contract,
  name,
  { jobId: "7", ...args },
];
const opened = (hearing: string, claimant: string, standing: string, bondWei: string) =>
  about("HearingOpened", { hearing, claimant, standing, bondWei });
const drawn = (hearing: string, role: string, jurors: string[], seats: string[], unfundedSeats: string[]) =>
  about("JuryDrawn", { hearing, role, jurors, seats, unfundedSeats });
const committed = (hearing: string, juror: string) => about("JuryVoteCommitted", { hearing, juror });
const revealed = (hearing: string, juror: string, choice: string, seats: string) =>
  about("JuryVoteRevealed", { hearing, juror, choice, seats });
const slashed = (account: string, amountWei: string, reason: string) =>
  about("StakeSlashed", { account, amountWei, reason }, "StakeManager");
const paid = (payee: string, amountWei: string, reason: string) =>
  about("EscrowPaid", { payee, amountWei, reason }, "StakeManager");

/** The work is rejected by a jury of whom one keeps silent, approved by a larger one, and by a third that has no stake. */
const RECORDS: TransactionRecord[] = [
  called(1, "raiseDispute", [opened("1", WORKER, "2", "7")]),
  called(2, "drawJury", [drawn("1", "4", [ANNA, BERT], ["2", "1"], ["0", "1"])]),
  called(3, "commitJuryVote", [committed("1", ANNA)]),
  called(4, "revealJuryVote", [revealed("1", ANNA, "2", "2")]),
  called(5, "appeal", [opened("2", WORKER, "2", "14")]),
  called(6, "drawJury", [drawn("2", "2", [ANNA, CLEO, BERT], ["3", "3", "1"], ["0", "0", "1"])]),
  called(7, "revealJuryVote", [revealed("2", ANNA, "1", "3"), revealed("2", CLEO, "1", "3")]),
  called(8, "appeal", [opened("3", CLEO, "1", "28")]),
  called(9, "drawJury", [about("JuryUnavailable", { hearing: "3", absence: "2" })]),
  called(10, "finalize", [
    about("DisputeRuled", { hearing: "3", ruling: "1", decidedBy: "2" }),
    slashed(ANNA, "5", "5"),
    slashed(BERT, "6", "4"),
    slashed(WORKER, "9", "1"),
    about("StakeSlashed", { jobId: "8", account: CLEO, amountWei: "9", reason: "4" }, "StakeManager"),
    paid(CLEO, "11", "6"),
    paid(WORKER, "7", "7"),
    paid(WORKER, "400", "0"),
    paid(WORKER, "0", "8"),
  ]),
];

const told = (records: readonly TransactionRecord[]) =>
  disputesOfJobs([{ title: "JOB", drill: null, jobId: "7", records }], CAST);

describe("what is told of a dispute", () => {
  it("is each hearing by its own events, and what it came to", () => {
    const [dispute] = told(RECORDS);
    const none = { drawn: 0, unfunded: 0, committed: 0, approved: 0, rejected: 0 };
    assert.deepEqual(dispute, {
      title: "JOB",
      drill: null,
      outcome: "approved",
      decidedBy: "owner",
      hearings: [
        {
          number: 1,
          claimant: "worker",
          bondWei: 7n,
          body: "council",
          absence: null,
          seats: { drawn: 3, unfunded: 1, committed: 2, approved: 0, rejected: 2 },
          verdict: "rejected",
          slashed: [
            { who: "anna", amountWei: 5n, reason: "JurorWrongVote" },
            { who: "bert", amountWei: 6n, reason: "JurorSilence" },
          ],
        },
        {
          number: 2,
          claimant: "worker",
          bondWei: 14n,
          body: "validators",
          absence: null,
          seats: { drawn: 7, unfunded: 1, committed: 0, approved: 6, rejected: 0 },
          verdict: "approved",
          slashed: [],
        },
        {
          number: 3,
          claimant: "cleo",
          bondWei: 28n,
          body: "owner",
          absence: "too few eligible",
          seats: none,
          verdict: null,
          slashed: [],
        },
      ],
      paid: [
        { who: "cleo", amountWei: 11n, reason: "JurorFee" },
        { who: "worker", amountWei: 7n, reason: "BondReturned" },
      ],
    });
  });

  it("names no claimant where no committee decided anything, and the last jury's verdict where it ruled", () => {
    const [dispute] = told([
      called(1, "closeValidation", [opened("1", NOBODY, "3", "0")]),
      called(2, "drawJury", [drawn("1", "4", [ANNA], ["3"], ["0"])]),
      called(3, "finalize", [about("DisputeRuled", { hearing: "1", ruling: "2", decidedBy: "1" })]),
    ]);
    assert.deepEqual([dispute?.hearings[0]?.claimant, dispute?.hearings[0]?.verdict], [null, "rejected"]);
    assert.equal(dispute?.decidedBy, "jury");
  });

  it("has no verdict of a jury that nobody listened to in time", () => {
    const [dispute] = told([
      called(1, "raiseDispute", [opened("1", WORKER, "2", "7")]),
      called(2, "drawJury", [drawn("1", "4", [ANNA], ["3"], ["0"])]),
      called(3, "finalize", [about("DisputeRuled", { hearing: "1", ruling: "2", decidedBy: "3" })]),
    ]);
    assert.deepEqual([dispute?.outcome, dispute?.decidedBy], ["rejected", "default"]);
    assert.equal(dispute?.hearings[0]?.verdict, null);
  });

  it("is nothing where nothing was disputed", () => {
    assert.deepEqual(told([called(1, "finalize", [about("JobFinalized", {}, "JobRegistry")])]), []);
  });
});
