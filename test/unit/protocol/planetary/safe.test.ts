import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { accountOf } from "../../../../src/chain/accounts.ts";
import type { Account } from "../../../../src/model/cast.ts";
import { attemptForgeries, paymentStep } from "../../../../src/protocol/planetary/safe.ts";
import { councilThreshold } from "../../../../src/records/planetary-settings.ts";
import { FakeChain } from "../../../support/fake-chain.ts";
import { FakeSafe } from "../../../support/fake-safe.ts";

const STRANGER = accountOf("stranger");
const HELD_WEI = 9n;

const owners = (count: number) => Array.from({ length: count }, (_, index) => accountOf(`owner ${index}`));

/** A Safe of these owners, and what it is to pay: five to a region, two to the reward engine. */
function safeOf(own: readonly Account[]) {
  const chain = new FakeChain(
    "AGIALPHA",
    "MultiSendCallOnly",
    "RewardEngineMB",
    "Treasury=SafeL2",
    "RegionalExecutor EU=RegionalExecutor",
  );
  const threshold = councilThreshold(own.length);
  const safe = new FakeSafe(chain, { owners: own, threshold, strangers: [STRANGER] });
  safe.heldWei = HELD_WEI;
  const addressOf = (name: string) => chain.book.get(name).address;
  const calls = [
    { contract: "AGIALPHA", function: "approve", args: [addressOf("RegionalExecutor EU"), 5n] },
    { contract: "RegionalExecutor EU", function: "fund", args: [5n] },
    { contract: "AGIALPHA", function: "transfer", args: [addressOf("RewardEngineMB"), 2n] },
  ];
  return { chain, safe, calls, driver: chain.driver(), needed: own.slice(0, threshold) };
}

async function paid(own: readonly Account[], signers: readonly Account[], nonce = 0n) {
  const { safe, calls, driver } = safeOf(own);
  const step = paymentStep(driver, calls, nonce, signers);
  const [record] = await driver.mine({ steps: [{ ...step, expect: "either" }] });
  return { safe, record, step };
}

describe("a payment by the Safe", () => {
  it("pays the whole batch, once, when as many owners have signed as are needed", async () => {
    const { safe, calls, driver, needed } = safeOf(owners(3));
    const payment = (nonce: bigint) => paymentStep(driver, calls, nonce, needed);
    await driver.mine({ steps: [payment(0n), { ...payment(0n), expect: "reverted" }] });
    assert.deepEqual(Object.fromEntries(safe.paid), { "RegionalExecutor EU": 5n, RewardEngineMB: 2n });
    assert.equal(safe.heldWei, HELD_WEI - 7n);
    assert.deepEqual(safe.refusals, ["a signature of something else"]);
  });

  it("has its signatures by ascending address, in whichever order the owners come", async () => {
    const three = owners(3);
    const pairs = three.flatMap((one) => three.filter((other) => other !== one).map((other) => [one, other]));
    for (const signers of [...pairs, three, three.toReversed()]) {
      const { safe, record } = await paid(three, signers);
      assert.deepEqual([record?.status, safe.refusals], ["success", []]);
    }
  });

  it("is sent by the first who signs, not by whose address is lowest", async () => {
    const three = owners(3);
    const senders = three.map(async (first) => {
      const others = three.filter((owner) => owner !== first);
      return (await paid(three, [first, ...others])).step.from;
    });
    assert.deepEqual(await Promise.all(senders), three);
  });

  it("is one for its own nonce only", async () => {
    const { safe } = await paid(owners(3), owners(2), 1n);
    assert.deepEqual(safe.refusals, ["a signature of something else"]);
  });
});

describe("an attempt to rob the Safe", () => {
  it("fails each time for its own reason, and leaves the Safe as it was", async () => {
    const { safe, calls, chain, driver, needed } = safeOf(owners(3));
    await attemptForgeries(driver, calls, 0n, owners(3), STRANGER);
    assert.deepEqual(safe.refusals, ["too few signatures", "a signature of something else", "no owner"]);
    assert.deepEqual(chain.told(), Array(3).fill("stranger: Treasury.execTransaction"));
    assert.equal(chain.clock.block, 2, "one block");
    await driver.mine({ steps: [paymentStep(driver, calls, 0n, needed)] });
    assert.equal(safe.heldWei, HELD_WEI - 7n);
  });

  it("fails however many own it, an owner alone included", async () => {
    for (const count of [1, 2, 4, 9]) {
      const { safe, calls, driver } = safeOf(owners(count));
      await attemptForgeries(driver, calls, 0n, owners(count), STRANGER);
      const [missing, stale, foreign] = safe.refusals;
      assert.deepEqual([missing, stale], ["too few signatures", "a signature of something else"]);
      assert.equal(foreign, "no owner");
    }
  });

  it("stops the run where the Safe lets it through", async () => {
    const { chain, calls, driver } = safeOf(owners(3));
    chain.effects.set("Treasury.execTransaction", () => []);
    await assert.rejects(attemptForgeries(driver, calls, 0n, owners(3), STRANGER), /success/);
  });
});
