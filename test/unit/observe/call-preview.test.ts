import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { ContractName } from "../../../src/model/contracts.ts";
import { ownerDelay, previewOwnerCall } from "../../../src/observe/call-preview.ts";
import { setPointCall } from "../../../src/records/set-point-call.ts";
import { castWith } from "../../support/small-cast.ts";
import { TracingChain } from "../../support/tracing-chain.ts";

const CAST = castWith();
const SCHEDULE = "AccessManager.schedule";
const EXECUTION = "Thermostat.setBaseTemperature";

let chain: TracingChain;
beforeEach(() => {
  chain = nation("CouncilTimelock");
});

function nation(...more: readonly ContractName[]): TracingChain {
  const chain = new TracingChain("AccessManager", "Thermostat", ...more);
  allow(chain, { [CAST.owner.address]: [false, 77], ...timelockOf(chain) });
  chain.views.set(SCHEDULE, () => [`0x${"00".repeat(32)}`, 1]);
  chain.views.set(EXECUTION, () => []);
  return chain;
}

/** What the AccessManager says of each caller of the thermostat. */
function allow(chain: TracingChain, callers: Readonly<Record<string, readonly [boolean, number]>>): void {
  chain.views.set("AccessManager.canCall", ({ caller }) => [...(callers[String(caller)] ?? [false, 0])]);
}

/** It holds the role without a delay. */
function timelockOf({ book }: TracingChain): Readonly<Record<string, readonly [boolean, number]>> {
  return book.has("CouncilTimelock") ? { [book.get("CouncilTimelock").address]: [true, 0] } : {};
}

const preview = () => previewOwnerCall(chain.observer(), CAST, setPointCall(5n));

/** The calls that were asked for besides who may, decoded as their targets would. */
function asked() {
  return chain.asked
    .map(({ from, to, data }) => {
      const call = chain.book.at(to)?.type.abi.parseTransaction({ data });
      return { from, name: call?.name, args: call?.args.toArray() };
    })
    .filter(({ name }) => name !== "canCall");
}

describe("the delay of a call of the owner's", () => {
  it("is the one that the chain asks of the owner", async () => {
    assert.equal(await ownerDelay(chain.observer(), CAST, setPointCall(5n)), 77n);
  });

  it("is none for what the owner may call at once, and for what asks no role", async () => {
    allow(chain, { [CAST.owner.address]: [true, 0] });
    assert.equal(await ownerDelay(chain.observer(), CAST, setPointCall(5n)), 0n);
    allow(chain, {});
    assert.equal(await ownerDelay(chain.observer(), CAST, { ...setPointCall(5n), open: true }), 0n);
  });

  it("is refused to an owner who may not make it", async () => {
    allow(chain, {});
    await assert.rejects(ownerDelay(chain.observer(), CAST, setPointCall(5n)), { code: "OMNI2313" });
    await assert.rejects(preview(), { code: "OMNI2313" });
  });
});

describe("the preview of a call of the owner's", () => {
  it("schedules as the owner what would be called, and makes that same call as the timelock", async () => {
    const { address, type } = chain.book.get("Thermostat");
    const data = type.abi.encodeFunctionData("setBaseTemperature", [5n]);
    const found = await preview();
    assert.deepEqual([found.target, found.data, found.delaySeconds], [address, data, 77n]);
    const [schedule, execution] = asked();
    assert.deepEqual([schedule?.name, schedule?.from], ["schedule", CAST.owner.address]);
    assert.deepEqual(schedule?.args, [address, data, 0n]);
    assert.deepEqual(execution, {
      from: chain.book.get("CouncilTimelock").address,
      name: "setBaseTemperature",
      args: [5n],
    });
  });

  it("says that a nation without a timelock has nobody to ask", async () => {
    chain = nation();
    assert.equal((await preview()).execution, null);
  });

  it("says of each whether it is let through, and else why", async () => {
    assert.deepEqual(await verdicts(), ["accepted", "accepted"]);
    chain.refusals.set(EXECUTION, chain.errorOf("Thermostat", "BaseOutOfBounds", 5n, 6n, 7n));
    assert.deepEqual(await verdicts(), ["accepted", "BaseOutOfBounds(5, 6, 7)"]);
    chain.refusals.clear();
    chain.refusals.set(SCHEDULE, "0x");
    assert.deepEqual(await verdicts(), ["reverted without data", "accepted"]);
  });

  async function verdicts(): Promise<(string | null)[]> {
    const { schedule, execution } = await preview();
    return [schedule, execution];
  }

  it("calls as the owner itself what it may call at once", async () => {
    allow(chain, { [CAST.owner.address]: [true, 0] });
    const { schedule, execution } = await preview();
    assert.deepEqual([schedule, execution], [null, "accepted"]);
    assert.deepEqual(
      asked().map(({ from, name }) => [from, name]),
      [[CAST.owner.address, "setBaseTemperature"]],
    );
  });

  it("sends nothing", async () => {
    await preview();
    assert.deepEqual(chain.sent, []);
  });
});
