import assert from "node:assert/strict";
import { test } from "node:test";
import { byPlace } from "../../../src/support/chain-order.ts";

test("sorts by block, then by the place in the block", () => {
  const places = [
    { block: 2, index: 0 },
    { block: 1, index: 10 },
    { block: 1, index: 9 },
  ];
  assert.deepEqual(places.toSorted(byPlace), places.toReversed());
});
