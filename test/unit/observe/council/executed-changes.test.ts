import assert from "node:assert/strict";
import { test } from "node:test";
import { accountOf } from "../../../../src/chain/accounts.ts";
import type { Hex } from "../../../../src/model/hex.ts";
import { readChanges } from "../../../../src/observe/council/executed-changes.ts";
import { TracingChain } from "../../../support/tracing-chain.ts";

const OWNER = accountOf("owner");
const SLOT = `0x${"00".repeat(32)}` as const;
const AUTHORITIES = ["01", "02"].map((end) => `0x${"00".repeat(19)}${end}`);

test("what transactions changed is told of each, by the names of contracts, slots before coins", async () => {
  const chain = new TracingChain("Thermostat");
  const driver = chain.driver();
  const step = { from: OWNER, contract: "Thermostat", function: "setBaseTemperature", args: [5n] };
  const together = await driver.mine({ steps: [step, step] });
  const [later] = await driver.mine({ steps: [step] });
  const records = [...together, ...(later ? [later] : [])];
  const address = chain.book.get("Thermostat").address;
  chain.changes.set(records[2]?.hash ?? "", {
    kind: "computed",
    value: {
      slots: [{ address: address.toLowerCase() as Hex, slot: SLOT, before: "0x01", after: "0x02" }],
      coins: [{ address: OWNER.address.toLowerCase() as Hex, beforeWei: 9n, afterWei: 8n }],
    },
  });
  const blocks: (readonly number[])[] = [];
  chain.feeRecipientsOf = async (asked) => {
    blocks.push(asked);
    return asked.map((block) => `recipient of ${block}`);
  };
  const { changes, feeRecipients } = await readChanges(driver, records);
  const missing = { couldNotBeComputed: "nothing is known of it" };
  assert.deepEqual(changes, [
    missing,
    missing,
    [
      {
        contract: "Thermostat",
        address,
        slot: SLOT,
        before: "0x01",
        after: "0x02",
        values: [{ variable: "_authority", type: "address", before: AUTHORITIES[0], after: AUTHORITIES[1] }],
      },
      { account: "unknown", address: OWNER.address, before: "9", after: "8" },
    ],
  ]);
  assert.deepEqual(blocks, [[2, 3]]);
  assert.deepEqual(feeRecipients, ["recipient of 2", "recipient of 3"]);
});
