import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { accountOf } from "../../../../src/chain/accounts.ts";
import type { CallTrace, TracedCall } from "../../../../src/chain/port.ts";
import type { Hex } from "../../../../src/model/hex.ts";
import type { Read } from "../../../../src/model/record.ts";
import { preflight } from "../../../../src/observe/council/preflight.ts";
import { Views } from "../../../../src/observe/views.ts";
import { TracingChain } from "../../../support/tracing-chain.ts";

const STRANGER = accountOf("stranger").address;
const SLOT = `0x${"00".repeat(31)}05` as const;
const [BEFORE, AFTER] = [`0x${"00".repeat(32)}`, `0x${"00".repeat(31)}09`] as [Hex, Hex];
const SET_POINT = { contract: "Thermostat", function: "setBaseTemperature", args: [9n] };
const UNBONDING = { contract: "StakeManager", function: "setUnbondingSeconds", args: [60n] };

let chain: TracingChain;
beforeEach(() => {
  chain = new TracingChain("CouncilTimelock", "Thermostat", "StakeManager", "SystemPause", "AGIALPHA");
  chain.views.set("Thermostat.setBaseTemperature", () => []);
  chain.views.set("StakeManager.setUnbondingSeconds", () => []);
});

const addressOf = (name: string) => chain.book.get(name).address as Hex;

/** A call of the timelock's, or one inside of it. */
function traced(depth: number, to: Hex | null, input: Hex, said: Partial<TracedCall> = {}): TracedCall {
  const from = addressOf("CouncilTimelock");
  return { depth, kind: "CALL", from, to, input, valueWei: 0n, reverted: false, logs: [], ...said };
}

/** What a call does, whose own data are given. */
function setPointTrace(...inner: readonly TracedCall[]): CallTrace {
  const thermostat = addressOf("Thermostat");
  const data = chain.book.get("Thermostat").type.abi.encodeFunctionData("setBaseTemperature", [9n]) as Hex;
  const lower = (address: string) => address.toLowerCase() as Hex;
  return {
    calls: { kind: "computed", value: [traced(0, thermostat, data), ...inner] },
    change: {
      kind: "computed",
      value: {
        slots: [{ address: lower(thermostat), slot: SLOT, before: BEFORE, after: AFTER }],
        coins: [{ address: lower(STRANGER), beforeWei: 5n, afterWei: 4n }],
      },
    },
  };
}

async function foreseen(...calls: readonly Read[]) {
  return preflight(new Views(chain, chain.book), calls);
}

describe("a pre-flight", () => {
  it("is made as the timelock makes the call, at the latest block, and sends nothing", async () => {
    const [found] = await foreseen(SET_POINT);
    assert.equal(chain.asked[0]?.from, addressOf("CouncilTimelock"));
    assert.equal(chain.asked[0]?.to, addressOf("Thermostat"));
    assert.equal(found?.from, addressOf("CouncilTimelock"));
    assert.deepEqual([found?.block, found?.timestamp], [chain.clock.block, String(chain.clock.now)]);
    assert.deepEqual(chain.sent, []);
  });

  it("tells each call's own result, and of a refusal why", async () => {
    chain.refusals.set(
      "Thermostat.setBaseTemperature",
      chain.errorOf("Thermostat", "BaseOutOfBounds", 9n, 1n, 5n),
    );
    const [refused, accepted] = await foreseen(SET_POINT, UNBONDING);
    assert.deepEqual(
      [refused?.contract, refused?.function, refused?.args, refused?.result, refused?.error],
      ["Thermostat", "setBaseTemperature", { baseWad: "9" }, "reverts", "BaseOutOfBounds(9, 1, 5)"],
    );
    assert.deepEqual(
      [accepted?.contract, accepted?.function, accepted?.args, accepted?.result],
      ["StakeManager", "setUnbondingSeconds", { valueSeconds: "60" }, "succeeds"],
    );
    assert.ok(!("error" in (accepted ?? {})));
  });

  it("knows the errors of contracts that the call goes through, and keeps data that nobody here knows", async () => {
    chain.refusals.set("Thermostat.setBaseTemperature", chain.errorOf("SystemPause", "TooManyModules", 3n));
    chain.refusals.set("StakeManager.setUnbondingSeconds", "0xdeadbeef");
    const [known, unknown] = await foreseen(SET_POINT, UNBONDING);
    assert.deepEqual([known?.error, unknown?.error], ["TooManyModules(3)", "0xdeadbeef"]);
  });

  it("tells what would be called and changed, by names", async () => {
    const paused = chain.book.get("SystemPause").type.abi.encodeFunctionData("paused") as Hex;
    const inner = [
      traced(1, addressOf("SystemPause"), paused, { kind: "STATICCALL" }),
      traced(1, STRANGER, "0xdeadbeef", { valueWei: 7n, reverted: true }),
      traced(1, null, "0x"),
    ];
    chain.traces.set("Thermostat.setBaseTemperature", setPointTrace(...inner));
    const [found] = await foreseen(SET_POINT);
    assert.deepEqual(found?.calls, [
      call(0, "Thermostat", "setBaseTemperature", { args: { baseWad: "9" } }),
      call(1, "SystemPause", "paused", { kind: "STATICCALL" }),
      call(1, "unknown", null, {
        address: STRANGER,
        args: { data: "0xdeadbeef" },
        value: "7",
        reverted: true,
      }),
      call(1, "unknown", null, { address: "" }),
    ]);
    assert.deepEqual(found?.storage, [
      {
        contract: "Thermostat",
        address: addressOf("Thermostat"),
        slot: SLOT,
        before: BEFORE,
        after: AFTER,
        values: [{ variable: "_gains.kp", type: "int256", unit: "wad", before: "0", after: "9" }],
      },
    ]);
    assert.deepEqual(found?.nativeCoin, [{ account: "unknown", address: STRANGER, before: "5", after: "4" }]);
    assert.deepEqual(found?.tokens, []);
  });

  function call(depth: number, contract: string, name: string | null, said: object) {
    const address = chain.book.has(contract) ? addressOf(contract) : "";
    const rest = { kind: "CALL", address, args: {}, value: "0", reverted: false };
    return { depth, contract, function: name, ...rest, ...said };
  }

  it("tells of each call apart, also where the chain could not compute another one", async () => {
    chain.traces.set("Thermostat.setBaseTemperature", setPointTrace());
    const [unknown, known] = await foreseen(UNBONDING, SET_POINT);
    const missing = { couldNotBeComputed: "nothing is known of it" };
    assert.deepEqual(
      [unknown?.calls, unknown?.storage, unknown?.nativeCoin, unknown?.tokens],
      [missing, missing, missing, missing],
    );
    assert.equal((known?.storage as readonly unknown[]).length, 1);
    assert.deepEqual(known?.tokens, []);
  });
});
