import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { ContractName } from "../../../src/model/contracts.ts";
import { councilDelay, previewCouncilCall } from "../../../src/observe/council-preview.ts";
import { ROLE_IDS } from "../../../src/records/roles.ts";
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
  chain.views.set("AccessManager.hasRole", ({ roleId, account }) =>
    roleId === String(ROLE_IDS.COUNCIL) && account === CAST.owner.address ? [true, 77] : [false, 0],
  );
  chain.views.set(SCHEDULE, () => [`0x${"00".repeat(32)}`, 1]);
  chain.views.set(EXECUTION, () => []);
  return chain;
}

const preview = () => previewCouncilCall(chain.observer(), CAST, setPointCall(5n));

/** The calls that were asked for after the role, decoded as their targets would. */
function asked() {
  return chain.asked.slice(1).map(({ from, to, data }) => {
    const call = chain.book.at(to)?.type.abi.parseTransaction({ data });
    return { from, name: call?.name, args: call?.args.toArray() };
  });
}

describe("the delay of the council", () => {
  it("is the one that the chain asks of the owner", async () => {
    assert.equal(await councilDelay(chain.observer(), CAST), 77n);
  });

  it("is refused to an owner who is no council", async () => {
    chain.views.set("AccessManager.hasRole", () => [false, 77]);
    await assert.rejects(councilDelay(chain.observer(), CAST), { code: "OMNI2501" });
    await assert.rejects(preview(), { code: "OMNI2501" });
  });
});

describe("the preview of a call by the council", () => {
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

  it("sends nothing", async () => {
    await preview();
    assert.deepEqual(chain.sent, []);
  });
});
