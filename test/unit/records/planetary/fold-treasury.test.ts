import assert from "node:assert/strict";
import { test } from "node:test";
import { concat } from "ethers/utils";
import { accountOf, LOCAL_ACCOUNTS } from "../../../../src/chain/accounts.ts";
import { signHash } from "../../../../src/chain/sign.ts";
import type { Account, Cast } from "../../../../src/model/cast.ts";
import { ROLE } from "../../../../src/model/enums.ts";
import type { Hex } from "../../../../src/model/hex.ts";
import type { TransactionRecord } from "../../../../src/model/record.ts";
import { FORGERIES, foldTreasury } from "../../../../src/records/planetary/fold-treasury.ts";
import { packBatch } from "../../../../src/records/planetary/multi-send.ts";
import { safeHashes } from "../../../../src/records/planetary/safe-transaction.ts";
import { address, BOOK } from "./book.ts";

const OWNERS = ["anna", "bert", "cleo"].map(accountOf);
const CAST = {
  chainId: LOCAL_ACCOUNTS.chainId,
  people: OWNERS.map((account) => ({ handle: account.label, account, roles: ROLE.council })),
} as unknown as Cast;
const CALLS = [{ contract: "RegionalExecutor EU", function: "fund", args: [7n] }];
const FIELDS = {
  to: address("12"),
  value: "0",
  data: BOOK.get("MultiSendCallOnly").type.abi.encodeFunctionData("multiSend", [packBatch(BOOK, CALLS)]),
  operation: "1",
  safeTxGas: "0",
  baseGas: "0",
  gasPrice: "0",
  gasToken: address("00"),
  refundReceiver: address("00"),
};
const HASHES = safeHashes(CAST.chainId, address("13"), { ...FIELDS, nonce: 0n });

function payment(status: TransactionRecord["status"], signers: readonly Account[]): TransactionRecord {
  const signatures = concat(signers.map((signer) => signHash(signer, HASHES.safeTxHash as Hex)));
  const args = { ...FIELDS, signatures };
  return { contract: "Treasury", function: "execTransaction", args, status } as unknown as TransactionRecord;
}

function transferTo(to: string): TransactionRecord {
  return { contract: "AGIALPHA", function: "transfer", args: { to } } as unknown as TransactionRecord;
}

const endowment = transferTo(address("13"));
const refused = FORGERIES.map(() => payment("reverted", OWNERS.slice(0, 1)));
const paid = payment("success", OWNERS.slice(0, 2));

test("the payment's hashes, signers and calls are computed again from what was sent", () => {
  const { payment: told, transactions } = foldTreasury(BOOK, CAST, [...refused, paid]);
  assert.deepEqual(transactions, [paid]);
  assert.equal(told.nonce, "0");
  assert.equal(told.safeTxHash, HASHES.safeTxHash);
  assert.deepEqual(
    told.signers.map(({ label, address: signer }) => [label, signer]),
    OWNERS.slice(0, 2).map((owner) => [owner.label, owner.address]),
  );
  assert.deepEqual(told.calls, [{ contract: "RegionalExecutor EU", function: "fund", args: ["7"] }]);
});

test("a signer who owns nothing is not called by a name", () => {
  const { payment: told } = foldTreasury(BOOK, CAST, [payment("success", [accountOf("stranger")])]);
  assert.deepEqual(
    told.signers.map(({ label }) => label),
    ["unknown"],
  );
});

test("refusals are named in their order, and only what the Safe received endows it", () => {
  const { refusals, endowment: received } = foldTreasury(BOOK, CAST, [
    transferTo(address("14")),
    endowment,
    ...refused,
    paid,
  ]);
  assert.deepEqual(
    refusals.map(({ attempt }) => attempt),
    FORGERIES,
  );
  assert.deepEqual(received, [endowment]);
});

test("what the Safe pays later is told beside its first payment, and what it is sent by others is not", () => {
  const later = payment("success", OWNERS.slice(1));
  const foreign = { ...paid, contract: "Another Safe" };
  const { payment: told, transactions } = foldTreasury(BOOK, CAST, [foreign, ...refused, paid, later]);
  assert.deepEqual(transactions, [paid, later]);
  assert.equal(told.signers[0]?.address, OWNERS[0]?.address);
});

test("a refusal beyond those that were tried has no name", () => {
  const { refusals } = foldTreasury(BOOK, CAST, [...refused, paid, payment("reverted", OWNERS)]);
  assert.equal(refusals.at(-1)?.attempt, "");
});

test("a Safe that paid nothing is not told", () => {
  assert.throws(() => foldTreasury(BOOK, CAST, [endowment, ...refused]), /the Safe paid nothing/);
});
