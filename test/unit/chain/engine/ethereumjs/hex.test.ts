import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hexOf, plainHexOf } from "../../../../../src/chain/engine/ethereumjs/hex.ts";

test("bytes are told as hex, with prefix and without", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      assert.equal(hexOf(bytes), `0x${Buffer.from(bytes).toString("hex")}`);
      assert.equal(plainHexOf(bytes), Buffer.from(bytes).toString("hex"));
    }),
  );
});
