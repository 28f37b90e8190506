import assert from "node:assert/strict";
import { test } from "node:test";
import { TypedDataEncoder } from "ethers/hash";
import type { Hex } from "../../../../src/model/hex.ts";
import type { ArgumentRecord } from "../../../../src/model/record.ts";
import { tickTwice } from "../../../../src/protocol/drills/thermostat.ts";
import { basePlan } from "../../../support/base-plan.ts";
import { sceneOf } from "../../../support/drill-scene.ts";
import { FakePause } from "../../../support/fake-pause.ts";
import { castWith } from "../../../support/small-cast.ts";

test("the operator brings two readings that are attested, an hour apart, and each tick is read before it", async () => {
  const plan = await basePlan();
  const cast = castWith();
  const chain = new FakePause(cast, plan);
  let ticks = 0n;
  chain.views.set("Thermostat.lastSequence", () => [ticks]);
  chain.guard("Thermostat.tick", () => {
    ticks += 1n;
    return [];
  });
  chain.views.set("Thermostat.pidState", () => [[ticks, 0n, 0n, 0n]]);
  const start = chain.clock.now;
  const readings = await tickTwice(chain.driver(), sceneOf(cast, plan, "thermostat"));
  assert.ok(readings.kind === "thermostat");
  assert.deepEqual(
    readings.ticks.map(({ integralWad }) => integralWad),
    [0n, 1n],
  );
  assert.deepEqual(
    chain.sent.map(({ from, at, args }) => [from.label, at - start, args.reading]),
    [
      ["operator", 3_600n, reading(1, "100000000000000000")],
      ["operator", 7_200n, reading(2, "0")],
    ],
  );
  for (const { args } of chain.sent) {
    const [only, ...others] = args.signatures as readonly ArgumentRecord[];
    assert.deepEqual([only?.signer, others], [cast.owner.address, []]);
    const { inputs } = chain.book.get("Thermostat").type.abi.getFunction("tick") ?? assert.fail();
    const fields = (inputs[0]?.components ?? []).map(({ name, type }) => ({ name, type }));
    const verifyingContract = chain.book.get("EnergyOracle").address;
    const domain = {
      name: "OmniSovereign EnergyOracle",
      version: "1",
      chainId: chain.chainId,
      verifyingContract,
    };
    const digest = TypedDataEncoder.hash(domain, { Reading: fields }, args.reading as ArgumentRecord) as Hex;
    assert.equal(only?.signature, chain.sign(cast.owner, digest));
  }

  /** Seven tenths of the plan's budget are rewards; a reading is measured when it is brought, and stands for an hour. */
  function reading(sequence: number, slaWad: string) {
    const measuredAt = start + BigInt(sequence) * 3_600n;
    return {
      thermostat: chain.book.get("Thermostat").address,
      emissionWad: "700000000000000000",
      backlogWad: "0",
      slaWad,
      measuredAt: String(measuredAt),
      sequence: String(sequence),
      deadline: String(measuredAt + 3_600n),
    };
  }
});
