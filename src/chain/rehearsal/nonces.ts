import type { Account } from "../../model/cast.ts";
import type { Address } from "../../model/hex.ts";
import { type Rpc, type RpcCall, resultOf } from "../rpc.ts";

/** Counts nonces here, so that a node is asked once for each account. */
export interface Nonces {
  /** Asks the node for those that are not known yet, in one round trip. */
  learn(accounts: readonly Account[]): Promise<void>;
  take(account: Account): number;
  /** After a block that was not mined. */
  forget(): void;
}

export function countNonces(rpc: Rpc): Nonces {
  const next = new Map<Address, number>();
  return {
    async learn(accounts) {
      const unknown = [...new Set(accounts.map(({ address }) => address))].filter((one) => !next.has(one));
      const calls = unknown.map((address): RpcCall => ["eth_getTransactionCount", address, "latest"]);
      const answers = await rpc.batch(calls);
      for (const [index, call] of calls.entries()) {
        next.set(call[1] as Address, Number(resultOf(call, answers[index])));
      }
    },
    take({ address }) {
      const nonce = next.get(address);
      if (nonce === undefined) throw new Error(`the nonce of ${address} was not asked for`);
      next.set(address, nonce + 1);
      return nonce;
    },
    forget: () => next.clear(),
  };
}
