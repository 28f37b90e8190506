import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { DEPLOYER } from "../../../../src/chain/accounts.ts";
import { BLOCK_GAS_LIMIT, MAX_BLOCK_TRANSACTIONS } from "../../../../src/chain/constants.ts";
import type { TransactionRequest } from "../../../../src/chain/port.ts";
import { splitIntoBlocks, tipWeiAt } from "../../../../src/chain/rehearsal/group.ts";

const requests = fc.array(
  fc.bigInt({ min: 21_000n, max: BLOCK_GAS_LIMIT }).map(
    (gasLimit): TransactionRequest => ({
      from: DEPLOYER,
      to: null,
      data: "0x",
      gasLimit,
      expect: "success",
    }),
  ),
  { maxLength: 70 },
);

test("keeps the order, loses nothing, and fills no block beyond its bounds", () => {
  fc.assert(
    fc.property(requests, (all) => {
      const blocks = splitIntoBlocks(all);
      assert.deepEqual(blocks.flat(), all);
      for (const block of blocks) {
        assert.ok(block.length <= MAX_BLOCK_TRANSACTIONS);
        assert.ok(block.reduce((gas, { gasLimit }) => gas + gasLimit, 0n) <= BLOCK_GAS_LIMIT);
        assert.ok(block.length > 0 || all.length === 0);
      }
    }),
  );
});

test("nothing to send is one empty block", () => {
  assert.deepEqual(splitIntoBlocks([]), [[]]);
});

test("tips fall by a wei from one place to the next, down to 1", () => {
  assert.deepEqual(
    [0, 1, 2].map((index) => tipWeiAt(index, 3)),
    [3n, 2n, 1n],
  );
});
