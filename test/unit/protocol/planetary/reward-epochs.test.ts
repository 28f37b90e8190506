import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { MAX_TRANSACTION_BYTES } from "../../../../src/chain/journal/journal.ts";
import { mostInPart } from "../../../../src/protocol/planetary/reward-epochs.ts";

test("a part has as many attestations as the engine takes, or as fit a transaction with their signatures", () => {
  assert.equal(mostInPart(MAX_TRANSACTION_BYTES, 1), 64);
  assert.equal(mostInPart(10_000, 1), 14);
  assert.equal(mostInPart(MAX_TRANSACTION_BYTES, 33), 16);
});

test("with any number of signers a part has at least one attestation", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), (signatures) => {
      const most = mostInPart(MAX_TRANSACTION_BYTES, signatures);
      assert.ok(most >= 1 && most <= 64);
    }),
  );
});
