import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { JobOnChain } from "../../../../src/model/owner.ts";
import type { Standpoint } from "../../../../src/observe/owner/access.ts";
import { readDue } from "../../../../src/observe/owner/due.ts";

const JOB = { jobId: "3", planId: "A", agent: "ada", employer: "emma" } as JobOnChain;

/** @param ends what the view of the job, its round or its hearing gives */
async function dueOf(status: string, ends: object, activeTime: bigint) {
  const asked: string[] = [];
  const reads = {
    read: async (views: readonly { contract: string; function: string }[]) => {
      asked.push(...views.map((view) => `${view.contract}.${view.function}`));
      return views.map(() => [ends]);
    },
  };
  const standpoint = { reads } as unknown as Standpoint;
  const [due] = await readDue(standpoint, [{ ...JOB, status }], [], [], activeTime);
  return { asked: asked[0], ...due };
}

describe("who has to act next, and by when", () => {
  it("is a committee, by the end of the window that is open", async () => {
    const ends = { commitEnd: 100n, revealEnd: 200n };
    const [early, late] = [await dueOf("submitted", ends, 99n), await dueOf("submitted", ends, 100n)];
    assert.deepEqual(
      [early.asked, early.what, early.by],
      ["ValidationModule.roundOf", "A is judged: votes are committed", "100"],
    );
    assert.deepEqual(
      [late.what, late.by, late.who],
      ["A is judged: votes are revealed", "200", "its committee"],
    );
    assert.deepEqual((await dueOf("submitted", { commitEnd: 0n }, 5n)).by, null);
  });

  it("is a jury, an agent, or anybody, as the job stands", async () => {
    const jury = await dueOf("disputed", { commitEnd: 100n, revealEnd: 200n }, 5n);
    assert.deepEqual([jury.asked, jury.who, jury.by], ["DisputeModule.hearingOf", "its jury", "100"]);
    const agent = await dueOf("assigned", { deadline: 50n }, 5n);
    assert.deepEqual([agent.who, agent.what, agent.by], ["ada", "A is submitted", "50"]);
    assert.equal((await dueOf("open", { openEnd: 9n }, 5n)).by, "9");
    assert.equal((await dueOf("accepted", { challengeEnd: 7n }, 5n)).by, "7");
  });

  it("is nobody on a job of which nothing more becomes", async () => {
    for (const status of ["finalized", "cancelled", "expired"])
      assert.equal((await dueOf(status, {}, 5n)).what, undefined);
  });
});
