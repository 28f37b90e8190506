import assert from "node:assert/strict";
import { test } from "node:test";
import type { RawReceipt } from "../../../src/model/raw-receipt.ts";
import { AddressBook } from "../../../src/records/address-book.ts";
import { decodeTransaction } from "../../../src/records/decode.ts";
import { contractType } from "../../../src/system/contract-artefacts.ts";

const ADDRESS = "0x5fbdb2315678afecb367f032d93f642f64180aa3";
const book = AddressBook.from(
  [{ name: "IdentityRegistry", address: ADDRESS, artifact: "IdentityRegistry" }],
  contractType,
);
const { abi, bytecode } = contractType("IdentityRegistry");

const receipt: RawReceipt = {
  transactionHash: "0x01",
  transactionIndex: "0x0",
  blockHash: "0x02",
  blockNumber: "0x1",
  from: ADDRESS,
  to: ADDRESS,
  contractAddress: null,
  gasUsed: "0x5208",
  effectiveGasPrice: "0x1",
  status: "0x1",
  logs: [],
};

function decode(change: Partial<RawReceipt>, data = "0x", revertData: string | null = null) {
  const place = { hash: "0x01", block: 1, index: 0, timestamp: 1, valueWei: 0n };
  return decodeTransaction(book, { ...place, data, revertData, receipt: { ...receipt, ...change } });
}

test("a call cut short stays bytes", () => {
  const data = abi.getFunction("register")?.selector ?? "";
  const { function: name, args } = decode({}, data);
  assert.deepEqual([name, args], [null, { data }]);
});

test("a deployment without its arguments shows none", () => {
  const { function: name, args } = decode({ to: null, contractAddress: ADDRESS }, bytecode ?? "0x");
  assert.deepEqual([name, args], ["constructor", {}]);
});

test("an event whose data are not what its topic promises stays bytes", () => {
  const event = abi.getEvent("AuthorityUpdated");
  const topics = [event?.topicHash as `0x${string}`];
  const { events } = decode({ logs: [{ address: ADDRESS, topics, data: "0x00" }] });
  assert.deepEqual(events[0]?.args, { topics, data: "0x00" });
});

test("an error without its arguments stays bytes", () => {
  const error = abi.getError("AccessManagedUnauthorized")?.selector ?? "";
  assert.equal(decode({ status: "0x0" }, "0x", error).error, error);
});
