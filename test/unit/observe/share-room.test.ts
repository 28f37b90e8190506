import assert from "node:assert/strict";
import { test } from "node:test";
import { readShareRoom } from "../../../src/observe/share-room.ts";
import { answer } from "../../support/answer.ts";
import { FakeChain } from "../../support/fake-chain.ts";

test("the room that the governed shares have is read with its least and its most", async () => {
  const chain = new FakeChain("IncentivePolicy");
  answer(chain, {
    "IncentivePolicy.governedShares": [[1, 2, 3, 4]],
    "IncentivePolicy.shareBounds": [
      [5, 6, 7, 8],
      [9, 10, 11, 12],
    ],
  });
  const shares = (first: bigint) => ({
    agentsBps: first,
    validatorsBps: first + 1n,
    operatorsBps: first + 2n,
    employersBps: first + 3n,
  });
  assert.deepEqual(await readShareRoom(chain.observer()), {
    block: chain.clock.block,
    value: { governed: shares(1n), min: shares(5n), max: shares(9n) },
  });
});
