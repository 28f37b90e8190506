import assert from "node:assert/strict";
import { test } from "node:test";
import type { Decision } from "../../../../src/model/decision.ts";
import { measureSplits } from "../../../../src/reports/planetary/split-attack.ts";
import { called } from "../constellation/receipts.ts";

/** The first `dissenters` voters oppose what the others bring about. */
function decision(state: string, voters: number, votes: number, dissenters = 0): Decision {
  const vote = (index: number) => {
    const inFavour = (state === "executed") !== index < dissenters;
    return called(100 + index, "castVote", [
      ["QuadraticGovernor", "VoteCastWithParams", { support: inFavour ? "1" : "0", weight: String(votes) }],
      [
        "QuadraticGovernor",
        "QuadraticVotesCharged",
        { identity: String(index), votes: String(votes), costCredits: String(votes * votes) },
      ],
    ]);
  };
  return {
    title: `A proposal, ${state}`,
    proposalId: "7",
    course: "passes",
    votes: { against: "0", for: String(voters * votes), abstain: "0" },
    votesEach: String(votes),
    quorum: "1",
    state,
    preflight: null,
    renewal: null,
    aftermath: null,
    readBack: { contract: "Somebody", function: "what", before: {}, after: {} },
    transactions: Array.from({ length: voters }, (_, index) => vote(index)),
  };
}

test("what k identities reach on chain is k times the root, beside what one pool of credits would have", () => {
  const [measure] = measureSplits([decision("defeated", 10, 3)]);
  assert.equal(measure?.identities, 10);
  assert.deepEqual(
    measure?.attackers.map(({ controlled, measured, formula }) => [
      controlled,
      measured.credits,
      measured.votes,
      measured.shareBps,
      formula.attackerVotes,
      formula.pooledVotes,
    ]),
    [
      [1, "9", "3", "1000", 3n, 3n],
      [4, "36", "12", "4000", 12n, 6n],
      [6, "54", "18", "6000", 18n, 7n],
      [10, "90", "30", "10000", 30n, 9n],
    ],
  );
});

test("takes the attackers from the side that won, and their part from all votes", () => {
  const measures = measureSplits([decision("defeated", 4, 3, 1), decision("executed", 4, 3, 1)]);
  for (const { identities, attackers } of measures) {
    assert.equal(identities, 4);
    assert.deepEqual(
      attackers.map(({ controlled, measured, formula }) => [controlled, measured.shareBps, formula.shareBps]),
      [
        [1, "2500", 2500n],
        [2, "5000", 5000n],
        [3, "7500", 7500n],
      ],
    );
    assert.deepEqual(attackers[0]?.measured.transactions, [`0x${(101).toString(16).padStart(64, "0")}`]);
  }
  assert.equal(measures.length, 2);
});

test("names the votes by their transactions", () => {
  const [measure] = measureSplits([decision("executed", 3, 2)]);
  const [one, , all] = measure?.attackers ?? [];
  assert.deepEqual(one?.measured.transactions, [`0x${(100).toString(16).padStart(64, "0")}`]);
  assert.equal(all?.measured.transactions.length, 3);
});

test("measures one proposal that failed and one that passed, and none without votes", () => {
  const decisions = [decision("executed", 3, 2), decision("executed", 4, 2), decision("defeated", 5, 1)];
  assert.deepEqual(
    measureSplits(decisions).map(({ state, identities }) => [state, identities]),
    [
      ["defeated", 5],
      ["executed", 3],
    ],
  );
  assert.deepEqual(measureSplits([decision("canceled", 0, 0), decision("defeated", 2, 0)]), []);
});
