import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { accountOf } from "../../../../src/chain/accounts.ts";
import { askRefused } from "../../../../src/protocol/drills/ask-refused.ts";
import type { GuardedCall } from "../../../../src/records/drills/guarded-calls.ts";
import { TracingChain } from "../../../support/tracing-chain.ts";

const CALLS: readonly GuardedCall[] = [
  { from: accountOf("anna"), contract: "JobRegistry", function: "cancelJob", args: [1n] },
  { from: { contract: "StakeManager" }, contract: "JobRegistry", function: "finalize", args: [1n] },
  { from: accountOf("bert"), contract: "JobRegistry", function: "cancelJob", args: [2n] },
];

let chain: TracingChain;
beforeEach(() => {
  chain = new TracingChain("JobRegistry", "StakeManager");
  chain.effects.set("JobRegistry.cancelJob", () => "reverts");
  chain.refusals.set("JobRegistry.finalize", "0x");
});

describe("calls that have to be refused", () => {
  it("are sent by people in one block, and tried afterwards where contracts make them", async () => {
    const tried = await askRefused(chain.driver(), CALLS);
    assert.deepEqual(chain.told(), ["anna: JobRegistry.cancelJob", "bert: JobRegistry.cancelJob"]);
    assert.deepEqual(tried, {
      block: 2,
      answers: [{ contract: "JobRegistry", function: "finalize", error: "reverted without data" }],
    });
  });

  it("are made when they are wanted", async () => {
    await askRefused(chain.driver(), CALLS, 7_000n);
    assert.deepEqual([chain.clock.now, chain.sent[0]?.at], [7_000n, 7_000n]);
  });

  it("are a failure where one is let through", async () => {
    chain.effects.set("JobRegistry.cancelJob", ({ from }) => (from.label === "bert" ? [] : "reverts"));
    await assert.rejects(askRefused(chain.driver(), CALLS), /JobRegistry\.cancelJob: success/);
  });

  it("that contracts make are told of where they would be let through", async () => {
    chain.refusals.clear();
    chain.views.set("JobRegistry.finalize", () => []);
    const { answers } = await askRefused(chain.driver(), CALLS);
    assert.deepEqual(
      answers.map(({ error }) => error),
      [null],
    );
  });
});
