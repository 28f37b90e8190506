import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import fc from "fast-check";
import { LOCAL_ACCOUNTS } from "../../../../src/chain/accounts.ts";
import { MAX_TRANSACTION_BYTES } from "../../../../src/chain/journal/journal.ts";
import type { Cast } from "../../../../src/model/cast.ts";
import type { JobRun } from "../../../../src/model/layer-run.ts";
import { loadProject } from "../../../../src/plan/project.ts";
import { divideOverEpochs } from "../../../../src/protocol/planetary/reward-epochs.ts";
import { nationalCast } from "../../../../src/records/casting.ts";

/** `StakeManager.MAX_REWARD_BATCH` and `RewardEngineMB.MAX_ATTESTATIONS`. */
const MAX_ATTESTATIONS = 256;
let cast: Cast;

before(async () => {
  const loaded = await loadProject("plans/asi-global/project-plan.json", { folder: process.cwd() });
  assert.ok(loaded.ok);
  cast = nationalCast({ shared: null, national: loaded.project.national }, LOCAL_ACCOUNTS);
});

/** Finished jobs, each judged by so many. */
function judgedBy(...judges: number[]): JobRun[] {
  return judges.map(
    (length) => ({ history: { handshakes: Array(length).fill({ body: "committee" }) } }) as unknown as JobRun,
  );
}

describe("divideOverEpochs", () => {
  it("makes two epochs of a few jobs, the first the larger", () => {
    const [a, b, c] = judgedBy(3, 3, 3);
    assert.deepEqual(divideOverEpochs(cast, [a, b, c] as JobRun[], MAX_TRANSACTION_BYTES), [[a, b], [c]]);
    assert.deepEqual(divideOverEpochs(cast, judgedBy(3), MAX_TRANSACTION_BYTES), [judgedBy(3), []]);
    assert.deepEqual(divideOverEpochs(cast, [], MAX_TRANSACTION_BYTES), [[], []]);
  });

  it("makes more of many, each with no more attestations than one settlement takes, and leaves no job out", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 300 }), (judges) => {
        const runs = judgedBy(...judges);
        const parts = divideOverEpochs(cast, runs, MAX_TRANSACTION_BYTES);
        assert.deepEqual(parts.flat(), runs);
        for (const part of parts) {
          const attestations = part.reduce((sum, { history }) => sum + 3 + history.handshakes.length, 0);
          assert.ok(attestations <= MAX_ATTESTATIONS);
        }
      }),
    );
    assert.equal(divideOverEpochs(cast, judgedBy(...Array(100).fill(3)), MAX_TRANSACTION_BYTES).length, 6);
  });
});
