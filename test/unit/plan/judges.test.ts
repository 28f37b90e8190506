import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { builtIn } from "../../../src/plan/drills.ts";
import { type Bench, hearingsOf, judgesOf, sureCouncil, uncoveredHearing } from "../../../src/plan/judges.ts";

const people = (prefix: string, ...stakes: number[]) =>
  stakes.map((stake, index) => ({ handle: `${prefix}${index}`, stakeWei: BigInt(stake) }));
const bench = (part: Partial<Bench>): Bench => ({
  council: [],
  councilStakeWei: 0n,
  validators: [],
  excluded: new Set(),
  committeeSize: 3,
  ...part,
});
const TERMS = { lockWei: 10n, jurySize: 3, juryQuorum: 2, hearings: 3 };

describe("who is sure to judge a dispute", () => {
  it("is the council from three on, without the job's parties", () => {
    const council = people("c", 5, 5, 5);
    assert.equal(judgesOf(bench({ council })).body, "council");
    assert.equal(judgesOf(bench({ council, excluded: new Set(["c1"]) })).body, "owner");
  });

  it("is the council without whoever can sit on the committee as a validator, the richest first", () => {
    const council = people("c", 9, 5, 7, 6);
    const validators = people("c", 9, 9).concat(people("v", 9, 9, 9, 9, 9));
    assert.equal(sureCouncil(bench({ council, validators })).length, 2);
    const larger = [...council, ...people("d", 1)];
    const judges = judgesOf(bench({ council: larger, validators }));
    assert.deepEqual(
      [judges.body, judges.people.map(({ handle }) => handle)],
      ["council", ["c2", "c3", "d0"]],
    );
  });

  it("is the council without whoever stakes too little, which the committee takes nobody of", () => {
    const council = people("c", 9, 5, 4, 6);
    const validators = people("c", 9).concat(people("v", 9, 9, 9, 9, 9));
    assert.deepEqual(
      sureCouncil(bench({ council, validators, councilStakeWei: 5n })).map(({ handle }) => handle),
      ["c1", "c3"],
    );
    const judges = judgesOf(bench({ council, councilStakeWei: 6n }));
    assert.equal(judges.body, "owner");
    assert.equal(judgesOf(bench({ council, councilStakeWei: 5n })).people.length, 3);
  });

  it("is else validators, if half of the stake is sure to be outside the committee", () => {
    const judges = judgesOf(bench({ validators: people("v", 6, 5, 5, 6, 5, 5) }));
    assert.deepEqual([judges.body, judges.people.length], ["owner", 0]);
    const half = judgesOf(bench({ validators: people("v", 5, 5, 5, 5, 5, 5) }));
    assert.deepEqual([half.body, half.people.length], ["validators", 3]);
  });

  it("is else the owner, also where nobody validates", () => {
    assert.equal(judgesOf(bench({})).body, "owner");
  });
});

describe("a hearing whose seats are not covered", () => {
  const council = (...stakes: number[]) => ({ body: "council" as const, people: people("c", ...stakes) });

  it("is the first one whose quorum no draw of its judges can cover", () => {
    const third = { hearing: 3, quorum: 10, covered: 9, held: 7 };
    assert.equal(uncoveredHearing(council(60, 60, 50), TERMS), null);
    assert.deepEqual(uncoveredHearing(council(59, 60, 50), TERMS), third);
    const first = { hearing: 1, quorum: 2, covered: 1, held: 0 };
    assert.deepEqual(uncoveredHearing(council(9, 10, 9), TERMS), first);
  });

  it("counts no more seats of one juror than there are", () => {
    const first = { ...TERMS, hearings: 1 };
    assert.equal(uncoveredHearing(council(1_000, 0, 0), first), null);
    assert.deepEqual(uncoveredHearing(council(1_000, 0, 0), { ...first, jurySize: 1 }), {
      hearing: 1,
      quorum: 2,
      covered: 1,
      held: 0,
    });
  });

  it("is none where a seat locks nothing", () => {
    assert.equal(uncoveredHearing(council(0, 0, 0), { ...TERMS, lockWei: 0n }), null);
  });

  it("is looked for as far as drills lead to", () => {
    const drills = [
      builtIn("x", "second-appeal", "A"),
      builtIn("y", "juror-slashed", "B"),
      builtIn("z", "pause"),
    ];
    assert.deepEqual(
      ["A", "B", "C"].map((job) => hearingsOf(job, drills)),
      [3, 2, 1],
    );
  });
});
