import assert from "node:assert/strict";
import { test } from "node:test";
import type { Motion, Preflight } from "../../../../src/model/decision.ts";
import type { Plan } from "../../../../src/model/plan.ts";
import type { SittingReadings } from "../../../../src/model/planetary-readings.ts";
import type { TransactionRecord } from "../../../../src/model/record.ts";
import { foldDecisions } from "../../../../src/records/planetary/fold-decisions.ts";

const GOVERNOR = "QuadraticGovernor";
const PLAN = { protocol: { quorum: { proposalBps: 1, voiceCredits: 9 } } } as unknown as Plan;

function motion(title: string, course: Motion["course"]): Motion {
  const changes = { contract: "IncentivePolicy", function: title, args: [] };
  return { title, course, changes, call: changes, asksFirst: false, sponsor: "council" };
}

function sent(name: string, proposalId: string, more: object = {}): TransactionRecord {
  const events = [{ contract: GOVERNOR, name, args: { proposalId } }];
  return {
    contract: GOVERNOR,
    function: name,
    hash: `${name} ${proposalId}`,
    from: "0xA",
    events,
    ...more,
  } as unknown as TransactionRecord;
}

/** What was read of a sitting of so many motions, the first of which passes. */
function readings(count: number, mark: string): SittingReadings {
  const each = <Value>(value: Value) => Array.from({ length: count }, () => value);
  const tried = { contract: mark, storage: [], nativeCoin: [] } as unknown as Preflight;
  const tally = { votes: { against: "0", for: "1", abstain: "0" }, quorum: "1", state: mark };
  return {
    before: { block: 1, value: each({ is: "before" }) },
    after: { block: 9, value: each({ is: "after" }) },
    tallies: { block: 9, value: each(tally) },
    preflights: [tried],
    renewals: [tried],
    executed: { changes: [[]], feeRecipients: [] },
  };
}

test("motions that are decided together keep their own transactions and readings", () => {
  const motions = [motion("a", "passes"), motion("b", "fails"), motion("c", "is cancelled")];
  const ofAnother = { contract: "IncentivePolicy", args: { proposalId: "2" } };
  const records = [
    ...["1", "2", "3"].map((id) => sent("propose", id)),
    sent("cancel", "3"),
    ...["1", "2"].map((id) => sent("castVoteWithReasonAndParams", id)),
    { ...sent("transfer", "1"), contract: "AGIALPHA" },
    sent("queue", "1"),
    sent("execute", "1", { events: [ofAnother, { contract: GOVERNOR, args: { proposalId: "1" } }] }),
  ];
  const decisions = foldDecisions(PLAN, motions, records, readings(3, "told"));
  const calls = (transactions: readonly TransactionRecord[]) =>
    transactions.map(({ function: name }) => name);
  assert.deepEqual(
    decisions.map(({ title, proposalId, votesEach, transactions }) => [
      title,
      proposalId,
      votesEach,
      calls(transactions),
    ]),
    [
      ["a", "1", "3", ["propose", "castVoteWithReasonAndParams", "queue", "execute"]],
      ["b", "2", "3", ["propose", "castVoteWithReasonAndParams"]],
      ["c", "3", "0", ["propose", "cancel"]],
    ],
  );
  assert.deepEqual(
    decisions.map(({ preflight, renewal, aftermath }) => [preflight, renewal, aftermath].map(Boolean)),
    [Array(3).fill(true), Array(3).fill(false), Array(3).fill(false)],
  );
  assert.equal(decisions[0]?.aftermath?.transaction, "execute 1");
  assert.deepEqual(
    [decisions[0]?.readBack.before, decisions[0]?.readBack.after],
    [{ is: "before" }, { is: "after" }],
  );
});
