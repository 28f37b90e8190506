import assert from "node:assert/strict";
import { test } from "node:test";
import { labelsIn } from "../../../src/records/labels-in.ts";

const [ONE, TWO, THREE] = ["1", "2", "3"].map((digit) => `0x${digit.repeat(40)}`) as [string, string, string];

test("principals and people are found wherever documents name them, the first name first", () => {
  const labels = labelsIn([
    { principals: { owner: { label: "owner.eth", address: ONE } } },
    { people: [{ handle: "anna.eth", address: TWO }], again: { label: "other", address: ONE } },
    { events: [{ args: { account: THREE, handle: "bert.eth" } }] },
  ]);
  assert.deepEqual(Object.fromEntries(labels), {
    [ONE]: "owner.eth",
    [TWO]: "anna.eth",
    [THREE]: "bert.eth",
  });
});

test("an event's contract is no name of an account, and what is no address has none", () => {
  const documents = [
    { address: ONE, name: "Transfer" },
    { label: "owner", address: "0x12" },
    null,
    "text",
    7,
  ];
  assert.equal(labelsIn(documents).size, 0);
});

test("long lists end well", () => {
  assert.equal(labelsIn([Array.from({ length: 500_000 }, () => null)]).size, 0);
});
