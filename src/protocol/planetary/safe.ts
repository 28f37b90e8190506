import { ZeroAddress } from "ethers/constants";
import { solidityPacked, TypedDataEncoder } from "ethers/hash";
import { concat } from "ethers/utils";
import type { Account } from "../../model/cast.ts";
import type { Hex } from "../../model/hex.ts";
import type { Read } from "../../model/record.ts";
import type { SafePayment, SafeRefusal } from "../../model/rehearsal.ts";

import { councilThreshold, TREASURY } from "../../records/planetary-settings.ts";
import type { Driver, Step } from "../driver.ts";

/** EIP-712 type of a Safe 1.4.1 transaction. */
const SAFE_TX = {
  SafeTx: [
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "data", type: "bytes" },
    { name: "operation", type: "uint8" },
    { name: "safeTxGas", type: "uint256" },
    { name: "baseGas", type: "uint256" },
    { name: "gasPrice", type: "uint256" },
    { name: "gasToken", type: "address" },
    { name: "refundReceiver", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
};
const DELEGATECALL = 1;
const PAYMENT_GAS_LIMIT = 12_000_000n;

/** A batch of calls as one Safe transaction, signed by some accounts. */
export function signPayment(
  driver: Driver,
  calls: readonly Read[],
  nonce: bigint,
  signers: readonly Account[],
): { payment: SafePayment; step: Step } {
  const domain = { chainId: driver.chain.chainId, verifyingContract: driver.book.get(TREASURY).address };
  const message = messageOf(driver, calls, nonce);
  const safeTxHash = TypedDataEncoder.hash(domain, SAFE_TX, message);
  const signatures = signaturesOf(driver, signers, safeTxHash as Hex);
  const { nonce: _, ...fields } = message;
  return {
    payment: {
      nonce: nonce.toString(),
      domainHash: TypedDataEncoder.hashDomain(domain),
      messageHash: TypedDataEncoder.from(SAFE_TX).hash(message),
      safeTxHash,
      signers: signatures,
      calls: calls.map(({ contract, function: name, args }) => ({
        contract,
        function: name,
        args: args.map(String),
      })),
    },
    step: {
      from: signers[0] as Account,
      contract: TREASURY,
      function: "execTransaction",
      args: [...Object.values(fields), concat(signatures.map(({ signature }) => signature))],
      gasLimit: PAYMENT_GAS_LIMIT,
    },
  };
}

/** In the order of `SAFE_TX`, which is that of `execTransaction`'s parameters up to the nonce. */
function messageOf(driver: Driver, calls: readonly Read[], nonce: bigint) {
  const { address, type } = driver.book.get("MultiSendCallOnly");
  return {
    to: address,
    value: 0n,
    data: type.abi.encodeFunctionData("multiSend", [batch(driver, calls)]),
    operation: DELEGATECALL,
    safeTxGas: 0n,
    baseGas: 0n,
    gasPrice: 0n,
    gasToken: ZeroAddress,
    refundReceiver: ZeroAddress,
    nonce,
  };
}

/** By ascending address, as the Safe wants them. */
function signaturesOf(
  { chain }: Driver,
  signers: readonly Account[],
  safeTxHash: Hex,
): SafePayment["signers"] {
  return signers
    .toSorted((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1))
    .map((signer) => ({
      label: signer.label,
      address: signer.address,
      signature: chain.sign(signer, safeTxHash),
    }));
}

/** MultiSend's packed list: operation (0), to, value (0), length, data. */
function batch({ book }: Driver, calls: readonly Read[]): string {
  return concat(
    calls.map((call) => {
      const { address, type } = book.get(call.contract);
      const data = type.abi.encodeFunctionData(call.function, call.args);
      return solidityPacked(
        ["uint8", "address", "uint256", "uint256", "bytes"],
        [0, address, 0n, (data.length - 2) / 2, data],
      );
    }),
  );
}

/** Tries what must not work: too few signatures, a nonce that is not the next, a signer who is no owner. */
export async function attemptForgeries(
  driver: Driver,
  calls: readonly Read[],
  nonce: bigint,
  owners: readonly Account[],
  stranger: Account,
): Promise<SafeRefusal[]> {
  const needed = owners.slice(0, councilThreshold(owners.length));
  const attempts = [
    {
      attempt: "one signature too few",
      ...signPayment(driver, calls, nonce, needed.slice(1)),
    },
    { attempt: "a nonce that is not the next", ...signPayment(driver, calls, nonce + 1n, needed) },
    {
      attempt: "a signer who is no owner",
      ...signPayment(driver, calls, nonce, [...needed.slice(1), stranger]),
    },
  ];
  const refused = await driver.mine({
    steps: attempts.map(({ step }) => ({ ...step, from: stranger, expect: "reverted" as const })),
  });
  return refused.map((transaction, index) => ({ attempt: attempts[index]?.attempt ?? "", transaction }));
}
