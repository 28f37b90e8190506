import type { KeyUse, OwnerKeys, RoleHolder } from "../../model/owner.ts";
import { textArg } from "../../records/events.ts";
import { OWNER_SAFE } from "../../records/owner-safe.ts";
import { TREASURY } from "../../records/planetary-settings.ts";
import { signersOf } from "../../records/via-safe.ts";
import type { History } from "../history.ts";
import type { Standpoint } from "./access.ts";

/** Reads of every key that holds a role or signs for the owner whether it was ever used. */
export async function readKeyUse(
  { chain, history }: Standpoint,
  roles: readonly RoleHolder[],
  owner: OwnerKeys,
): Promise<KeyUse[]> {
  const uses = [
    ...owner.signers.map(({ name, address }) => ({ name, address, use: "signs for the owner" })),
    ...roles
      .filter(({ contract, onChain }) => !contract && onChain.startsWith("held"))
      .map(({ name, account, role }) => ({ name, address: account, use: role })),
  ];
  const keys = [...Map.groupBy(uses, ({ address }) => address)];
  const nonces = await chain.noncesOf(keys.map(([address]) => address));
  const signers = new Set([OWNER_SAFE, TREASURY].flatMap((safe) => signaturesIn(history, safe)));
  return keys.map(([address, own], index) => ({
    name: own[0]?.name ?? address,
    address,
    uses: own.map(({ use }) => use),
    signed: nonces[index] !== 0 || signers.has(address),
  }));
}

/** Who signed the transactions that a Safe executed, as it logs them. */
function signaturesIn(history: History, safe: string): string[] {
  const hashes = new Map(
    history
      .of(safe, "ExecutionSuccess")
      .map(({ transaction, args }) => [transaction, textArg(args, "txHash")]),
  );
  return history.of(safe, "SafeMultiSigTransaction").flatMap(({ transaction, args }) => {
    const hash = hashes.get(transaction);
    return hash === undefined ? [] : signersOf(hash, textArg(args, "signatures"));
  });
}
