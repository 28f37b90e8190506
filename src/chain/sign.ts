import { keccak256 } from "ethers/crypto";
import { Transaction } from "ethers/transaction";
import { getBytes, toUtf8Bytes } from "ethers/utils";
import { signRecoverable } from "tiny-secp256k1";
import type { Account } from "./accounts.ts";
import { CHAIN_ID, MAX_FEE_PER_GAS_WEI } from "./constants.ts";
import type { Address, Hex } from "./hex.ts";

export interface Unsigned {
  readonly from: Account;
  readonly nonce: number;
  /** `null` deploys `data`. */
  readonly to: Address | null;
  readonly data: Hex;
  readonly valueWei: bigint;
  readonly gasLimit: bigint;
  readonly tipWei: bigint;
}

export interface Signed {
  readonly raw: Hex;
  readonly hash: Hex;
}

/** Signs an EIP-1559 transaction. The signature is deterministic (RFC 6979), and so is the hash. */
export function signTransaction(unsigned: Unsigned): Signed {
  const transaction = Transaction.from({
    type: 2,
    chainId: CHAIN_ID,
    nonce: unsigned.nonce,
    to: unsigned.to,
    data: unsigned.data,
    value: unsigned.valueWei,
    gasLimit: unsigned.gasLimit,
    maxFeePerGas: MAX_FEE_PER_GAS_WEI,
    maxPriorityFeePerGas: unsigned.tipWei,
  });
  transaction.signature = signDigest(unsigned.from, transaction.unsignedHash as Hex);
  const raw = transaction.serialized as Hex;
  return { raw, hash: transactionHash(raw) };
}

/** @returns the hash of a raw transaction (EIP-2718). */
export function transactionHash(raw: Hex): Hex {
  return keccak256(raw) as Hex;
}

/**
 * The scripted randomness of a block: keccak256(utf8("omnisovereign/prevrandao/1:" + seed + ":" + number)). Whoever
 * has the plan can predict it.
 */
export function prevrandaoOf(seed: string, blockNumber: number): Hex {
  return keccak256(toUtf8Bytes(`omnisovereign/prevrandao/1:${seed}:${blockNumber}`)) as Hex;
}

/** libsecp256k1 gives the signature that ethers gives (RFC 6979, low s), three times as fast. */
function signDigest(account: Account, digest: Hex): { r: Hex; s: Hex; yParity: 0 | 1 } {
  const { signature, recoveryId } = signRecoverable(getBytes(digest), getBytes(account.privateKey));
  const [r, s] = [signature.subarray(0, 32), signature.subarray(32)].map((half) =>
    Buffer.from(half).toString("hex"),
  );
  return { r: `0x${r}`, s: `0x${s}`, yParity: recoveryId === 0 ? 0 : 1 };
}
