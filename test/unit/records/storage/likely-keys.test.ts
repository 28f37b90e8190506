import assert from "node:assert/strict";
import { test } from "node:test";
import { keccak256 } from "ethers/crypto";
import { toBeHex } from "ethers/utils";
import { layoutOf } from "../../../../src/records/storage/kept-layouts.ts";
import { LikelyKeys, wordsIn } from "../../../../src/records/storage/likely-keys.ts";
import { valuesIn } from "../../../../src/records/storage/slot-values.ts";
import { contractType } from "../../../../src/system/contract-artefacts.ts";

const ALICE = 0x70997970c51812dc3a010c7d01b50e0d17dc79c8n;
const STAKES = layoutOf(contractType("StakeManager"));
assert.ok(STAKES);
const { slot } = STAKES.storage.find(({ label }) => label === "_positions") ?? {};

const hash = (key: bigint, place: bigint) => BigInt(keccak256(toBeHex((key << 256n) | place, 64)));

function variablesWith(seen: readonly bigint[]) {
  assert.ok(STAKES);
  const change = {
    slot: toBeHex(hash(2n, hash(ALICE, BigInt(slot ?? 0))), 32),
    before: "0x00",
    after: "0x05",
  };
  const values = valuesIn(STAKES, new LikelyKeys(seen).preimagesOf(STAKES), change);
  return values?.map(({ variable, unit }) => `${variable} ${unit}`);
}

test("a key that occurs around a change is found, small numbers without that", () => {
  assert.deepEqual(variablesWith([7n ** 80n, ALICE]), [
    "_positions[0x70997970C51812dc3A010C7d01b50e0d17dc79C8][2].kept wei",
  ]);
  assert.equal(variablesWith([7n ** 80n]), undefined);
});

test("words are read behind a selector, and from data without one", () => {
  const words = [toBeHex(5, 32), toBeHex(ALICE, 32)].map((word) => word.slice(2)).join("");
  assert.deepEqual(wordsIn(`0x12345678${words}`), [5n, ALICE]);
  assert.deepEqual(wordsIn(`0x${words}`), [5n, ALICE]);
  assert.deepEqual(wordsIn("0x"), []);
});
