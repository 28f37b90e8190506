import type { MerkleStateManager } from "@ethereumjs/statemanager";
import {
  type Account,
  type Address,
  bytesToHex,
  createAddressFromString,
  hexToBytes,
  setLengthLeft,
} from "@ethereumjs/util";
import type { Hex } from "../../../model/hex.ts";
import { evenQuantity } from "./fixture-fields.ts";

const WORD_BYTES = 32;

/** An account as fixtures have it. */
interface AllocAccount {
  readonly nonce: Hex;
  readonly balance: Hex;
  readonly code: Hex;
  readonly storage: Readonly<Record<Hex, Hex>>;
}

/** Every account of a state, by address. */
export type Alloc = Readonly<Record<Hex, AllocAccount>>;

/** What was written where: a state's tries know only hashes of addresses and slots. */
export interface Writes {
  /** @returns the whole state as it stands. */
  read(): Promise<Alloc>;
}

/**
 * Listens to everything that is written to a state from now on.
 *
 * @param begun addresses that it has already, none of them with storage.
 */
export function listenTo(state: MerkleStateManager, begun: readonly string[]): Writes {
  const slots = new Map<string, Set<Hex>>(begun.map((address) => [address, new Set()]));
  const slotsOf = (address: Address) => {
    const known = slots.get(address.toString()) ?? new Set<Hex>();
    slots.set(address.toString(), known);
    return known;
  };
  const { putAccount, putStorage, putCode } = state;
  Object.assign(state, {
    putAccount(address: Address, account?: Account) {
      slotsOf(address);
      return putAccount.call(state, address, account);
    },
    putCode(address: Address, code: Uint8Array) {
      slotsOf(address);
      return putCode.call(state, address, code);
    },
    putStorage(address: Address, key: Uint8Array, value: Uint8Array) {
      slotsOf(address).add(bytesToHex(key));
      return putStorage.call(state, address, key, value);
    },
  });
  return { read: () => readAlloc(state, slots) };
}

async function readAlloc(
  state: MerkleStateManager,
  slots: ReadonlyMap<string, ReadonlySet<Hex>>,
): Promise<Alloc> {
  const alloc: Record<Hex, AllocAccount> = {};
  for (const address of [...slots.keys()].toSorted()) {
    const at = createAddressFromString(address);
    const account = await state.getAccount(at);
    if (account === undefined) continue;
    alloc[address as Hex] = {
      nonce: evenQuantity(account.nonce),
      balance: evenQuantity(account.balance),
      code: bytesToHex(await state.getCode(at)),
      storage: await readStorage(state, at, [...(slots.get(address) ?? [])].toSorted()),
    };
  }
  return alloc;
}

async function readStorage(
  state: MerkleStateManager,
  address: Address,
  keys: readonly Hex[],
): Promise<AllocAccount["storage"]> {
  const storage: Record<Hex, Hex> = {};
  for (const key of keys) {
    const value = await state.getStorage(address, hexToBytes(key));
    if (value.some((byte) => byte !== 0)) storage[key] = bytesToHex(setLengthLeft(value, WORD_BYTES));
  }
  return storage;
}
