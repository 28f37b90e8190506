import { TypedDataEncoder, type TypedDataField } from "ethers/hash";
import type { Account, Cast } from "../model/cast.ts";
import type { Hex } from "../model/hex.ts";
import { signatoriesOf } from "../records/casting.ts";
import { oracleSigning } from "../records/oracle-signing.ts";
import type { Driver } from "./driver.ts";

/** As `IEnergyOracle.Signature`. */
export interface OracleSignature {
  readonly signer: string;
  readonly signature: Hex;
}

/** Addresses of whom the oracle leaves out, and whom it takes first. */
export type SignersChoice = Partial<Readonly<Record<"without" | "including", string | null>>>;

/**
 * As many of the oracle's signers as it takes sign a message of its domain.
 *
 * @param national whose council signs.
 * @param choice by default it takes the first of all.
 * @returns their signatures in ascending order of their addresses.
 */
export function signAsOracle<Message extends object>(
  { book, chain }: Driver,
  national: Cast,
  types: Record<string, TypedDataField[]>,
  message: Message,
  { without = null, including = null }: SignersChoice = {},
): OracleSignature[] {
  const domain = {
    name: "OmniSovereign EnergyOracle",
    version: "1",
    chainId: chain.chainId,
    verifyingContract: book.get("EnergyOracle").address,
  };
  const digest = TypedDataEncoder.hash(domain, types, message) as Hex;
  const { signers, threshold } = oracleSigning(national);
  const accounts = new Map(signatoriesOf(national).map(({ account }) => [account.address, account]));
  const willing = signers.filter((signer) => signer !== without);
  const inTurn = willing.toSorted((a, b) => Number(b === including) - Number(a === including));
  const chosen = new Set(inTurn.slice(0, threshold));
  return willing
    .filter((signer) => chosen.has(signer))
    .map((address) => ({
      signer: address,
      signature: chain.sign(accounts.get(address) as Account, digest),
    }));
}
