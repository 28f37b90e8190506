import type { Common } from "@ethereumjs/common";
import { MerklePatriciaTrie } from "@ethereumjs/mpt";
import { Caches, CacheType, MerkleStateManager } from "@ethereumjs/statemanager";
import { Account, createAddressFromString, hexToBytes, MapDB, ValueEncoding } from "@ethereumjs/util";
import type { GenesisAccount, GenesisDocument } from "../genesis.ts";

/** Entries that are kept decoded; a mission has some thousands of slots. */
const CACHED = 100_000;

/** The state that a genesis document begins with. */
export async function openState(common: Common, { alloc }: GenesisDocument): Promise<MerkleStateManager> {
  const cached = { type: CacheType.LRU, size: CACHED };
  const trie = new MerklePatriciaTrie({
    common,
    useKeyHashing: true,
    db: new MapDB<string, Uint8Array>(),
    valueEncoding: ValueEncoding.Bytes,
  });
  const state = new MerkleStateManager({
    common,
    trie,
    caches: new Caches({ account: cached, code: cached, storage: cached }),
  });
  await state.checkpoint();
  for (const [address, account] of Object.entries(alloc)) await putAccount(state, address, account);
  await state.commit();
  return state;
}

async function putAccount(
  state: MerkleStateManager,
  address: string,
  { balance, nonce, code }: GenesisAccount,
): Promise<void> {
  const at = createAddressFromString(address);
  await state.putAccount(at, new Account(BigInt(nonce), BigInt(balance)));
  if (code !== undefined) await state.putCode(at, hexToBytes(code));
}

/** Puts in place what no transaction does. @param next number of the block that comes. */
export async function applyChanges(
  state: MerkleStateManager,
  { rehearsal }: GenesisDocument,
  next: number,
): Promise<void> {
  const changes = rehearsal.changes.filter(({ beforeBlock }) => beforeBlock === next);
  if (changes.length === 0) return;
  await state.checkpoint();
  for (const { account, code } of changes)
    await state.putCode(createAddressFromString(account), hexToBytes(code));
  await state.commit();
}
