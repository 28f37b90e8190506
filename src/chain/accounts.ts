import { getAddress } from "ethers/address";
import { keccak256 } from "ethers/crypto";
import { toUtf8Bytes } from "ethers/utils";
import { pointFromScalar } from "tiny-secp256k1";
import { CHAIN } from "../errors/chain-errors.ts";
import { OmniError } from "../errors/error.ts";
import type { Account, Accounts } from "../model/cast.ts";
import type { Address, Hex } from "../model/hex.ts";
import { bytesOf } from "./bytes.ts";
import { CHAIN_ID } from "./constants.ts";

/** An account whose key we may hold. Printing or serialising one shows no key. */
export class LocalAccount implements Account {
  readonly label: string;
  readonly address: Address;
  readonly #privateKey: Hex | null;

  constructor(label: string, address: Address, privateKey: Hex | null) {
    this.label = label;
    this.address = address;
    this.#privateKey = privateKey;
  }

  /** @throws OMNI3054 if this is a real address. */
  get privateKey(): Hex {
    if (this.#privateKey === null) throw new OmniError(CHAIN.NO_KEY, { label: this.label });
    return this.#privateKey;
  }
}

/**
 * The deployer and faucet: account 0 of the well-known mnemonic "test test … junk", which Hardhat gives 10,000
 * ether at genesis. Its key is public, and worthless on any real network.
 */
export const DEPLOYER = withKey(
  "deployer",
  "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
);

const bound = new Map<string, LocalAccount>();

/**
 * Binds a principal: a real address to itself, any other label to the local account whose key is
 * keccak256(utf8("omnisovereign/local-principal/1:" + label)). Such a key is public: for rehearsals only.
 *
 * @throws OMNI3055 if the text is an address with a wrong EIP-55 checksum.
 */
export function accountOf(principal: string): LocalAccount {
  const known = bound.get(principal) ?? bind(principal);
  bound.set(principal, known);
  return known;
}

/** Who plays whom on a local chain. */
export const LOCAL_ACCOUNTS: Accounts = { chainId: CHAIN_ID, deployer: DEPLOYER, of: accountOf };

/** @throws OMNI3054 if nobody here holds the account's key. */
export function keyOf(account: Account): Hex {
  if (account instanceof LocalAccount) return account.privateKey;
  throw new OmniError(CHAIN.NO_KEY, { label: account.label });
}

function bind(principal: string): LocalAccount {
  if (/^0x[0-9a-fA-F]{40}$/.test(principal)) return new LocalAccount(principal, checksummed(principal), null);
  return withKey(principal, keccak256(toUtf8Bytes(`omnisovereign/local-principal/1:${principal}`)) as Hex);
}

function withKey(label: string, privateKey: Hex): LocalAccount {
  return new LocalAccount(label, addressOf(privateKey), privateKey);
}

/** The last 20 bytes of the hash of the public key's coordinates. */
function addressOf(privateKey: Hex): Address {
  const isCompressed = false;
  const point = pointFromScalar(bytesOf(privateKey), isCompressed);
  if (point === null) throw new RangeError("a private key is between 1 and the order of the curve");
  return getAddress(`0x${keccak256(point.subarray(1)).slice(-40)}`) as Address;
}

function checksummed(address: string): Address {
  try {
    return getAddress(address) as Address;
  } catch (cause) {
    throw new OmniError(CHAIN.BAD_CHECKSUM, { address }, { cause });
  }
}
