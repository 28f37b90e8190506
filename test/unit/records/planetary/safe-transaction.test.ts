import assert from "node:assert/strict";
import { test } from "node:test";
import { AbiCoder } from "ethers/abi";
import { keccak256 } from "ethers/crypto";
import { concat } from "ethers/utils";
import { SAFE_FIELDS, safeHashes } from "../../../../src/records/planetary/safe-transaction.ts";
import { contractType } from "../../../../src/system/contract-artefacts.ts";

/** `DOMAIN_SEPARATOR_TYPEHASH` and `SAFE_TX_TYPEHASH` of Safe 1.4.1. */
const DOMAIN_TYPE_HASH = "0x47e79534a245952e8b16893a336b85a3d9ea9fa8c573f3d803afb92a79469218";
const SAFE_TX_TYPE_HASH = "0xbb8310d486368db6bd6f849402fdd73ad53d316b5a4b2644ad6efe0f941286d8";

const byte = (value: string) => `0x${value.repeat(20)}`;
const SAFE = byte("11");
const MESSAGE = {
  to: byte("22"),
  value: 3n,
  data: "0xabcdef",
  operation: 1,
  safeTxGas: 4n,
  baseGas: 5n,
  gasPrice: 6n,
  gasToken: byte("33"),
  refundReceiver: byte("44"),
  nonce: 7n,
};

function encoded(types: string, ...values: readonly unknown[]): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(types.split(" "), values));
}

test("a transaction has the hashes that the Safe's own source spells out", () => {
  const { to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, nonce } =
    MESSAGE;
  const types = "bytes32 address uint256 bytes32 uint8 uint256 uint256 uint256 address address uint256";
  const called = [SAFE_TX_TYPE_HASH, to, value, keccak256(data), operation];
  const paying = [safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, nonce];
  const domainHash = encoded("bytes32 uint256 address", DOMAIN_TYPE_HASH, 31_337, SAFE);
  const messageHash = encoded(types, ...called, ...paying);
  assert.deepEqual(safeHashes(31_337, SAFE, MESSAGE), {
    domainHash,
    messageHash,
    safeTxHash: keccak256(concat(["0x1901", domainHash, messageHash])),
  });
});

test("the fields are the Safe's parameters in their order, but for the signatures", () => {
  const inputs = contractType("SafeL2").abi.getFunction("execTransaction")?.inputs ?? [];
  assert.deepEqual(
    SAFE_FIELDS,
    inputs.slice(0, -1).map(({ name }) => name),
  );
});
