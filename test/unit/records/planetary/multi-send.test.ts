import assert from "node:assert/strict";
import { test } from "node:test";
import { concat, dataLength, dataSlice } from "ethers/utils";
import { AddressBook } from "../../../../src/records/address-book.ts";
import { packBatch, unpackBatch } from "../../../../src/records/planetary/multi-send.ts";
import { contractType } from "../../../../src/system/contract-artefacts.ts";
import { address, BOOK } from "./book.ts";

const CALLS = [
  { contract: "AGIALPHA", function: "approve", args: [address("14"), 7n] },
  { contract: "RegionalExecutor EU", function: "fund", args: [7n] },
];
const SHOWN = [
  { contract: "AGIALPHA", function: "approve", args: [address("14"), "7"] },
  { contract: "RegionalExecutor EU", function: "fund", args: ["7"] },
];

test("a batch tells its calls by name", () => {
  assert.deepEqual(unpackBatch(BOOK, packBatch(BOOK, CALLS)), SHOWN);
  assert.deepEqual(unpackBatch(BOOK, "0x"), []);
});

test("what is cut off at the end of a batch is left out", () => {
  const packed = packBatch(BOOK, CALLS);
  assert.deepEqual(unpackBatch(BOOK, dataSlice(packed, 0, dataLength(packed) - 1)), SHOWN.slice(0, 1));
  assert.deepEqual(unpackBatch(BOOK, concat([packed, "0x0011"])), SHOWN);
  const endless = concat([dataSlice(packed, 0, 53), `0x${"ff".repeat(32)}`]);
  assert.deepEqual(unpackBatch(BOOK, endless), []);
});

test("a call of a contract that nobody knows keeps its data", () => {
  const nobody = new AddressBook(contractType);
  const [call] = unpackBatch(nobody, packBatch(BOOK, CALLS.slice(1)));
  assert.deepEqual([call?.contract, call?.function], ["unknown", "unknown"]);
  assert.match(call?.args[0] ?? "", /^0x[0-9a-f]{8}0{63}7$/);
});
