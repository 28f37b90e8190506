import { keccak256 } from "ethers/crypto";
import { encodeRlp, toBeArray, toUtf8Bytes } from "ethers/utils";
import { signRecoverable } from "tiny-secp256k1";
import type { Account } from "../model/cast.ts";
import type { Address, Hex } from "../model/hex.ts";
import { keyOf } from "./accounts.ts";
import { bytesOf } from "./bytes.ts";
import { CHAIN_ID, MAX_FEE_PER_GAS_WEI } from "./constants.ts";

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

type Field = Uint8Array | Hex | Field[];

/**
 * Signs an EIP-1559 transaction. The signature is deterministic (RFC 6979), and so is the hash. Ethers' `Transaction`
 * gives the same bytes, more slowly: it parses and checks each field anew.
 */
export function signTransaction(unsigned: Unsigned): Signed {
  const fields: Field[] = [
    toBeArray(CHAIN_ID),
    toBeArray(unsigned.nonce),
    toBeArray(unsigned.tipWei),
    toBeArray(MAX_FEE_PER_GAS_WEI),
    toBeArray(unsigned.gasLimit),
    unsigned.to ?? "0x",
    toBeArray(unsigned.valueWei),
    unsigned.data,
    [],
  ];
  const { r, s, yParity } = signDigest(unsigned.from, bytesOf(transactionHash(typed(fields))));
  const raw = typed([...fields, toBeArray(yParity), integerBytes(r), integerBytes(s)]);
  return { raw, hash: transactionHash(raw) };
}

/** @returns the account's signature of 32 bytes as contracts take it: r, s, and 27 or 28 (65 bytes). */
export function signHash(account: Account, hash: Hex): Hex {
  const { r, s, yParity } = signDigest(account, bytesOf(hash));
  return `0x${Buffer.concat([r, s, Buffer.of(27 + yParity)]).toString("hex")}`;
}

/** @returns the hash of a raw transaction (EIP-2718). */
export function transactionHash(raw: Hex): Hex {
  return keccak256(bytesOf(raw)) as Hex;
}

/**
 * The scripted randomness of a block: keccak256(utf8("omnisovereign/prevrandao/1:" + seed + ":" + number)). Whoever
 * has the plan can predict it.
 */
export function prevrandaoOf(seed: string, blockNumber: number): Hex {
  return keccak256(toUtf8Bytes(`omnisovereign/prevrandao/1:${seed}:${blockNumber}`)) as Hex;
}

/** EIP-2718: type 2, then the fields. */
function typed(fields: Field[]): Hex {
  return `0x02${encodeRlp(fields).slice(2)}`;
}

function integerBytes(bytes: Buffer): Buffer {
  return bytes.subarray(bytes.findIndex((byte) => byte !== 0));
}

/** libsecp256k1 gives the signature that ethers gives (RFC 6979, low s), three times as fast. */
function signDigest(account: Account, digest: Uint8Array): { r: Buffer; s: Buffer; yParity: 0 | 1 } {
  const { signature, recoveryId } = signRecoverable(digest, bytesOf(keyOf(account)));
  const bytes = Buffer.from(signature);
  return { r: bytes.subarray(0, 32), s: bytes.subarray(32), yParity: recoveryId === 0 ? 0 : 1 };
}
