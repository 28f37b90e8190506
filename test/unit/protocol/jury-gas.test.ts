import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { HEARINGS } from "../../../src/economics/course-time.ts";
import { disputeSettlementGas, juryDrawGas } from "../../../src/protocol/jury-gas.ts";

/** EIP-7825. */
const MOST_OF_A_TRANSACTION = 16_777_216n;
const LARGEST_JURY = 9;

const snapshots = new URL("../../../snapshots/national.json", import.meta.url);
const measured: Readonly<Record<string, string>> = JSON.parse(readFileSync(snapshots, "utf8"));
const gasOf = (name: string) => BigInt(measured[name] ?? Number.NaN);

/** Half as much again: a committee of fifteen has to be taken out, a tree can be deeper. */
const withReserve = (gas: bigint) => (gas * 3n) / 2n;

describe("the gas of the largest juries", () => {
  it("covers every draw of a large council, with a reserve", () => {
    for (const [index, seats] of [9, 19, 39].entries()) {
      const used = gasOf(`drawJury of ${seats}, of a large council`);
      assert.ok(withReserve(used) <= juryDrawGas(LARGEST_JURY, index + 1), `${seats} seats`);
    }
    assert.ok(withReserve(gasOf("drawJury of 15")) <= juryDrawGas(3, HEARINGS));
  });

  it("covers the settlement of all three hearings, with a reserve", () => {
    const used = gasOf("finalize, rejected by 67 seats");
    assert.ok(withReserve(used) <= disputeSettlementGas(LARGEST_JURY, HEARINGS));
    const fewer = gasOf("finalize, rejected after two appeals");
    assert.ok(withReserve(fewer) <= disputeSettlementGas(3, HEARINGS));
  });

  it("stays below what a transaction may use", () => {
    assert.ok(juryDrawGas(LARGEST_JURY, HEARINGS) < MOST_OF_A_TRANSACTION);
    assert.ok(disputeSettlementGas(LARGEST_JURY, HEARINGS) < MOST_OF_A_TRANSACTION);
  });
});
