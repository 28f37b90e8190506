import { AbiCoder, Interface } from "ethers/abi";
import { getCreate2Address, getCreateAddress } from "ethers/address";
import { ZeroAddress } from "ethers/constants";
import { keccak256 } from "ethers/crypto";
import { concat } from "ethers/utils";
import type { Account, SafeOfAccount } from "../model/cast.ts";
import type { ContractName } from "../model/contracts.ts";
import type { Address } from "../model/hex.ts";
import { SAFE_PROXY_CODE } from "./safe-proxy-code.ts";

/** Under this name the address book has the Safe that the owner is. */
export const OWNER_SAFE = "OwnerSafe";

/** What every Safe here stands on, in the order in which the deployer creates it, before everything else. */
export const SAFE_PARTS = [
  "SafeL2",
  "SafeProxyFactory",
  "CompatibilityFallbackHandler",
  "MultiSendCallOnly",
] as const satisfies readonly ContractName[];

/** Two Safes with the same signers would stand at the same address. */
export const SALTS = { owner: 0n, treasury: 1n } as const;

const SAFE = new Interface([
  "function setup(address[],uint256,address,bytes,address,address,uint256,address)",
]);

/** What a new Safe is called with first. */
export function safeSetup(owners: readonly string[], threshold: number, fallbackHandler: string): string {
  const none = [ZeroAddress, 0n, ZeroAddress];
  return SAFE.encodeFunctionData("setup", [owners, threshold, ZeroAddress, "0x", fallbackHandler, ...none]);
}

/** Where the owner's Safe will stand: the factory's address follows from the deployer, the Safe's from its signers. */
export function ownerSafeAddress(deployer: Account, { signers, threshold }: SafeOfAccount): Address {
  const [singleton = "", factory = "", handler = ""] = SAFE_PARTS.map((_, nonce) =>
    getCreateAddress({ from: deployer.address, nonce }),
  );
  const owners = signers.map(({ address }) => address);
  const words = AbiCoder.defaultAbiCoder();
  const setup = keccak256(safeSetup(owners, threshold, handler));
  const salt = keccak256(words.encode(["bytes32", "uint256"], [setup, SALTS.owner]));
  const code = concat([SAFE_PROXY_CODE, words.encode(["address"], [singleton])]);
  return getCreate2Address(factory, salt, keccak256(code)) as Address;
}

/** Who signs for a Safe, and in which order: as many as it needs, by ascending address. */
export function signingFor({ signers, threshold }: SafeOfAccount): Account[] {
  return signers.toSorted((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1)).slice(0, threshold);
}
