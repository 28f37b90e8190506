import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { id, Wallet } from "ethers";
import { accountOf, DEPLOYER } from "../../../src/chain/accounts.ts";

test("a label is bound to the account of its published formula", () => {
  const key = id("omnisovereign/local-principal/1:0xOMNI-TREASURY");
  const { label, address, privateKey } = accountOf("0xOMNI-TREASURY");
  assert.deepEqual(
    { label, address, privateKey },
    { label: "0xOMNI-TREASURY", address: new Wallet(key).address, privateKey: key },
  );
});

test("a real address stays itself, and has no key", () => {
  const real = accountOf("0xd8da6bf26964af9d7eed9e03e53415d37aa96045");
  assert.equal(real.address, "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045");
  assert.throws(() => real.privateKey, { code: "OMNI3054" });
});

test("an address with a wrong checksum is refused", () => {
  const address = "0xD8dA6BF26964aF9D7eEd9e03E53415D37aA96045";
  assert.throws(() => accountOf(address), { code: "OMNI3055", args: { address } });
});

test("the deployer is account 0 of Hardhat's mnemonic", () => {
  assert.equal(DEPLOYER.address, "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
});

test("no key is printed or serialised", () => {
  const account = accountOf("somebody");
  const key = account.privateKey.slice(2);
  const shown = [
    inspect(account, { showHidden: true, depth: 9 }),
    JSON.stringify(account),
    JSON.stringify({ ...account }),
  ];
  for (const text of shown) assert.ok(!text.includes(key), text);
});
