import assert from "node:assert/strict";
import { test } from "node:test";
import { computeAddress, id, SigningKey, Transaction, Wallet } from "ethers";
import { accountOf } from "../../../src/chain/accounts.ts";
import { prevrandaoOf, signHash, signTransaction } from "../../../src/chain/sign.ts";

const from = accountOf("signer");
const to = accountOf("receiver").address;
const fields = { from, nonce: 3, to, data: "0x1234", valueWei: 5n, gasLimit: 30_000n, tipWei: 7n } as const;

test("gives the transactions that ethers' wallet gives", async () => {
  const wallet = new Wallet(from.privateKey);
  for (let nonce = 0; nonce < 50; nonce += 1) {
    const raw = await wallet.signTransaction({
      type: 2,
      chainId: 31337,
      nonce,
      to,
      data: "0x1234",
      value: 5n,
      gasLimit: 30_000n,
      maxFeePerGas: 20_000_000_000n,
      maxPriorityFeePerGas: 7n,
    });
    assert.deepEqual(signTransaction({ ...fields, nonce }), { raw, hash: Transaction.from(raw).hash });
  }
});

test("recovers to its sender, also when it deploys", () => {
  for (const to of [fields.to, null]) {
    assert.equal(Transaction.from(signTransaction({ ...fields, to }).raw).from, from.address);
  }
});

test("signs a hash as ethers' key does", () => {
  const { serialized } = new SigningKey(from.privateKey).sign(id("hash"));
  assert.equal(signHash(from, id("hash") as `0x${string}`), serialized);
});

test("binds a label to the address of its key", () => {
  assert.equal(from.address, computeAddress(from.privateKey));
});

test("a block's randomness is its published formula", () => {
  assert.equal(prevrandaoOf("omnisovereign", 7), id("omnisovereign/prevrandao/1:omnisovereign:7"));
});
