import assert from "node:assert/strict";
import { test } from "node:test";
import { toBeHex } from "ethers/utils";
import { creationOf, WatchedChain } from "../../../../support/watched-chain.ts";

const word = (value: number) => toBeHex(value, 32);

/**
 * Called without data, it writes 5 into slot 1, 1 and 0 into slot 3, 6 and 7 into slot 4, and calls itself with a byte of data; called
 * with data it writes 1 into slot 2 and reverts.
 */
const WRITER = [
  ...["36", "6026", "57"], // CALLDATASIZE, PUSH1, JUMPI
  ...["6005600155", "6001600355", "5f600355", "6006600455", "6007600455"], // PUSH1, PUSH1, SSTORE
  ...["5f5f60015f5f305af1", "00"], // CALL, STOP
  ...["5b", "6001600255", "5f5ffd"], // JUMPDEST, …, REVERT
].join("");

test("a transaction's writes are what they came to: reverted ones and those taken back are none", async () => {
  const watched = await WatchedChain.open();
  const address = (await watched.deploy(creationOf(WRITER))).toLowerCase();
  assert.deepEqual(watched.lastWrites, []);
  await watched.send(address, "0x");
  assert.deepEqual(watched.lastWrites, [
    { address, slot: word(1), before: word(0), after: word(5) },
    { address, slot: word(4), before: word(0), after: word(7) },
  ]);
  const writing = watched.watch.writes.filter(({ transaction }) => transaction !== null);
  await watched.send(address, "0x");
  assert.deepEqual(
    watched.watch.writes.filter(({ transaction }) => transaction !== null),
    writing,
    "what is there already is no change",
  );
});

test("what contracts hash is kept with its hash, and nothing of what the chain hashes between transactions", async () => {
  const watched = await WatchedChain.open();
  // PUSH1 7, PUSH0, MSTORE, PUSH1 8, PUSH1 32, MSTORE, PUSH1 64, PUSH0, KECCAK256, STOP
  const address = await watched.deploy(creationOf("60075f5260086020526040" + "5f2000"));
  const preimage = word(7).slice(2) + word(8).slice(2);
  assert.ok(!watched.watch.preimages.has(preimage));
  await watched.send(address, "0x");
  const hash = watched.watch.crypto.keccak256(Buffer.from(preimage, "hex"));
  assert.equal(watched.watch.preimages.get(preimage), `0x${Buffer.from(hash).toString("hex")}`);
  const known = watched.watch.preimages.size;
  await watched.mine();
  assert.equal(watched.watch.preimages.size, known);
});
