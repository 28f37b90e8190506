import { AbiCoder } from "ethers/abi";
import { keccak256 } from "ethers/crypto";
import { encodeRlp, toBeHex, toUtf8Bytes } from "ethers/utils";
import { drawSeats } from "../../src/economics/committee.ts";
import type { ArgumentRecord, TransactionRecord } from "../../src/model/record.ts";

export const CHAIN_ID = 31_337;
/** Every contract's address. */
export const MODULE = `0x${"11".repeat(20)}`;
export const PREVRANDAO = `0x${"5e".repeat(32)}`;
export const SEED_BLOCK = 12n;
/** Of the seed block. */
const SECOND = toBeHex(101);

/** A header as far as a draw reads it. */
export const headerOf = (number: bigint, prevrandao: string) =>
  encodeRlp([...Array(8).fill("0x"), toBeHex(number), "0x", "0x", SECOND, "0x", prevrandao]);

/** The seed of a draw about job 7. */
export const seedOf = (domain: string, place: number, prevrandao = PREVRANDAO) =>
  keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint256", "address", "uint256", "uint8", "bytes32"],
      [keccak256(toUtf8Bytes(domain)), CHAIN_ID, MODULE, 7, place, prevrandao],
    ),
  );

/** What a draw of so many seats comes to, by a seed. */
export function drawnBy(
  seed: string,
  weights: readonly (readonly [account: string, weight: string])[],
  seats: number,
) {
  const candidates = weights.map(([account, weight]) => ({
    account,
    weightWei: BigInt(weight),
    holdsRole: true,
    isExcluded: false,
  }));
  return drawSeats(candidates, seats, (attempt) =>
    BigInt(keccak256(AbiCoder.defaultAbiCoder().encode(["bytes32", "uint256"], [seed, attempt]))),
  );
}

export type Told = readonly [contract: string, name: string, args: ArgumentRecord];

export function record(
  timestamp: number,
  events: readonly Told[],
  args: ArgumentRecord = {},
): TransactionRecord {
  return {
    hash: `0x${timestamp}`,
    timestamp,
    args,
    events: events.map(([contract, name, of]) => ({ contract, address: MODULE, name, args: of })),
  } as unknown as TransactionRecord;
}
