import assert from "node:assert/strict";
import { test } from "node:test";
import type { Job } from "../../../src/model/plan.ts";
import { readPosted } from "../../../src/observe/posted-jobs.ts";
import { FakeChain } from "../../support/fake-chain.ts";
import { wasFinalized, wasPosted } from "../../support/job-struct.ts";

const JOBS = [{ id: "FIRST" }, { id: "SECOND" }, { id: "NEVER" }] as Job[];

/** A registry whose jobs have these ids in their plans. */
function registryOf(...planJobs: readonly string[]): FakeChain {
  const chain = new FakeChain("JobRegistry");
  for (const [index, planJob] of planJobs.entries()) wasPosted(chain, BigInt(index + 1), planJob);
  return chain;
}

test("jobs that were posted are found by what the chain keeps of their ids; others' are passed over", async () => {
  const chain = registryOf("drill:FIRST", "SECOND", "somebody else's", "FIRST");
  for (const jobId of [1n, 2n, 3n, 4n]) wasFinalized(chain, jobId, "approved");
  assert.deepEqual(
    [...(await readPosted(chain.observer(), JOBS))],
    [
      ["SECOND", 2n],
      ["FIRST", 4n],
    ],
  );
  assert.deepEqual(
    [...(await readPosted(chain.observer(), JOBS, ({ id }) => `drill:${id}`))],
    [["FIRST", 1n]],
  );
});

test("a job is known by its own id whichever attempt was approved, and as given up where none was", async () => {
  const chain = registryOf("FIRST", "SECOND");
  wasPosted(chain, 1n + (1n << 64n), "FIRST");
  wasFinalized(chain, 2n, "rejected");
  wasFinalized(chain, 1n, "rejected");
  wasFinalized(chain, 1n + (1n << 64n), "approved");
  assert.deepEqual(
    [...(await readPosted(chain.observer(), JOBS))],
    [
      ["FIRST", 1n],
      ["SECOND", null],
    ],
  );
});

test("a registry without jobs has none of them", async () => {
  assert.equal((await readPosted(registryOf().observer(), JOBS)).size, 0);
});
