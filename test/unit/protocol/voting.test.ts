import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Ballot } from "../../../src/model/votes.ts";
import { collectVotes } from "../../../src/protocol/voting.ts";
import { COMMITTEE, JURY, type VotingBody } from "../../../src/records/vote.ts";
import { FakeJobs, WINDOW_SECONDS } from "../../support/fake-jobs.ts";
import { postedJob } from "../../support/posted-job.ts";
import { castWith, person } from "../../support/small-cast.ts";

const MEMBERS = ["anna", "bert", "cleo"].map((handle) => person(handle));
const CAST = castWith(...MEMBERS);
const DRAWN = MEMBERS.map(({ account }) => account);

/** Has a body vote on a job that was just handed in. */
async function vote(body: VotingBody, ballots: readonly Ballot[], jury = DRAWN) {
  const chain = new FakeJobs(DRAWN, jury);
  const driver = chain.driver();
  const result = await driver.weave(async (lane) => {
    const jobId = await postedJob(lane, CAST);
    return collectVotes(lane, body, { cast: CAST, jobId, ballotOf: (seat) => ballots[seat] ?? "approve" });
  });
  const drawnAt = chain.sent.find(({ call }) => call.endsWith(`.${body.draw}`))?.at ?? 0n;
  return { chain, result, sinceDraw: chain.clock.now - drawnAt };
}

const linesOf = (chain: FakeJobs) => chain.told().filter((line) => /Vote$/.test(line));

for (const body of [COMMITTEE, JURY]) {
  describe(`a ${body.name}`, () => {
    it("reveals when its time to commit is over, each member for itself", async () => {
      const { chain, sinceDraw } = await vote(body, ["approve", "reject", "approve"]);
      const lines = (name: string) => MEMBERS.map(({ handle }) => `${handle}: ${body.contract}.${name}`);
      assert.deepEqual(linesOf(chain), [...lines(body.commit), ...lines(body.reveal)]);
      assert.deepEqual(
        chain.argsOf(`${body.contract}.${body.reveal}`).map(({ choice }) => choice),
        ["1", "2", "1"],
      );
      assert.equal(sinceDraw, WINDOW_SECONDS + 1n);
    });

    it("keeps everybody waiting for a member that committed and never reveals", async () => {
      const { chain, result, sinceDraw } = await vote(body, ["approve", "never-reveal"]);
      assert.deepEqual(
        linesOf(chain).filter((line) => line.startsWith("bert")),
        [`bert: ${body.contract}.${body.commit}`],
      );
      assert.deepEqual(
        result.votes.map(({ ballot }) => ballot),
        ["approve", "never-reveal", "approve"],
      );
      assert.equal(sinceDraw, 2n * WINDOW_SECONDS);
    });

    it("keeps everybody waiting for a member that is absent, which sends nothing", async () => {
      const { chain, sinceDraw } = await vote(body, ["absent"]);
      assert.equal(
        linesOf(chain).some((line) => line.startsWith("anna")),
        false,
      );
      assert.equal(linesOf(chain).length, 4);
      assert.equal(sinceDraw, 2n * WINDOW_SECONDS);
    });
  });
}

describe("a jury that cannot be drawn", () => {
  it("casts no votes, but its contract is known", async () => {
    const { chain, result, sinceDraw } = await vote(JURY, [], []);
    assert.deepEqual(result, { module: chain.book.get("DisputeModule").address, votes: [], windows: {} });
    assert.deepEqual(linesOf(chain), []);
    assert.equal(sinceDraw, 0n);
  });
});
