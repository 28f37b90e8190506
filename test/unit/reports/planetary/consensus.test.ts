import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ballot, Handshake } from "../../../../src/model/votes.ts";
import { compareConsensus } from "../../../../src/reports/planetary/consensus.ts";

const vote = (jobId: string, ballot: Ballot, seats: number, body: Handshake["body"] = "committee") => ({
  body,
  jobId,
  round: "1",
  ballot,
  seats,
});

test("the layers' validators are compared by the votes of their seats and by silence", () => {
  const national = [vote("1", "approve", 2), vote("1", "reject", 1), vote("2", "never-reveal", 3)];
  const planetary = [vote("3", "approve", 7), vote("3", "absent", 3)];
  assert.deepEqual(compareConsensus(national, planetary), {
    national: {
      committees: 2,
      votes: 6,
      approvals: 2,
      silent: 3,
      approvalBps: 3_333,
      silentBps: 5_000,
    },
    planetary: {
      committees: 1,
      votes: 10,
      approvals: 7,
      silent: 3,
      approvalBps: 7_000,
      silentBps: 3_000,
    },
    delta: { approvalBps: 3_667, silentBps: -2_000 },
  });
});

test("juries are not counted, and nobody's votes are no agreement", () => {
  const { national, planetary, delta } = compareConsensus([vote("1", "approve", 1, "jury")], []);
  assert.deepEqual(national, planetary);
  assert.deepEqual([national.votes, national.approvalBps, national.silentBps], [0, null, null]);
  assert.deepEqual(delta, { approvalBps: null, silentBps: null });
  const [some] = [compareConsensus([], [vote("1", "approve", 1)])];
  assert.deepEqual([some.planetary.approvalBps, some.delta.approvalBps], [10_000, null]);
});
