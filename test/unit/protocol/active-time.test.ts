import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { untilActive } from "../../../src/protocol/active-time.ts";
import { FakeChain } from "../../support/fake-chain.ts";

/** A chain that stood still, for the protocol, between two times. */
function chainPaused(from = 0n, to = 0n): FakeChain {
  const chain = new FakeChain("SystemPause");
  chain.views.set("SystemPause.activeTime", () => {
    const { now } = chain.clock;
    const pausedSeconds = now <= from ? 0n : (now < to ? now : to) - from;
    return [now - pausedSeconds];
  });
  return chain;
}

describe("waiting for active time", () => {
  it("ends with the first block at that time", async () => {
    const chain = chainPaused();
    await chain.driver().weave((lane) => untilActive(lane, 1_500n));
    assert.equal(chain.clock.now, 1_500n);
  });

  it("makes good what pauses cost before and meanwhile", async () => {
    const chain = chainPaused(900n, 2_000n);
    await chain.driver().weave((lane) => untilActive(lane, 1_500n));
    assert.equal(chain.clock.now, 2_600n);
  });

  it("mines nothing where the time has come", async () => {
    const chain = chainPaused();
    const { block } = chain.clock;
    await chain.driver().weave((lane) => untilActive(lane, 1_000n));
    assert.equal(chain.clock.block, block);
  });
});
