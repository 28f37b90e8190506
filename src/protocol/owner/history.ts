import type { RawLog } from "../../chain/receipt.ts";
import { type RpcCall, resultOf } from "../../chain/rpc.ts";
import type { EventRecord } from "../../model/record.ts";
import type { Views } from "../driver.ts";
import { decodeEvent } from "../record.ts";

/** An event with its place on the chain. */
export interface ChainEvent extends EventRecord {
  readonly block: number;
  readonly transaction: string;
}

type PlacedLog = RawLog & { readonly blockNumber: string; readonly transactionHash: string };

/** Everything that the contracts of the address book have emitted up to the block being read, in order. */
export class History {
  readonly events: readonly ChainEvent[];
  readonly #receipts: ReadonlyMap<string, string>;
  readonly #byName: ReadonlyMap<string, readonly ChainEvent[]>;

  /** @param receipts transaction hash → path of a receipt that shows it. */
  constructor(events: readonly ChainEvent[], receipts: ReadonlyMap<string, string>) {
    this.events = events;
    this.#receipts = receipts;
    this.#byName = Map.groupBy(events, ({ contract, name }) => `${contract}.${name}`);
  }

  /** @returns the events of one name that one contract emitted. */
  of(contract: string, name: string): readonly ChainEvent[] {
    return this.#byName.get(`${contract}.${name}`) ?? [];
  }

  /** @returns the receipt that shows the event's transaction, relative to OUT, or `null`. */
  receiptOf({ transaction }: ChainEvent): string | null {
    return this.#receipts.get(transaction) ?? null;
  }
}

/** Reads the contracts' history in one round trip. */
export async function readHistory(
  { book, chain }: Views,
  receipts: ReadonlyMap<string, string>,
): Promise<History> {
  const filter = {
    address: book.entries().map(({ address }) => address),
    fromBlock: "0x0",
    toBlock: `0x${chain.clock.block.toString(16)}`,
  };
  const call: RpcCall = ["eth_getLogs", filter];
  const [answer] = await chain.rpc.batch([call]);
  const logs = resultOf(call, answer) as readonly PlacedLog[];
  const events = logs.map((log) => ({
    ...decodeEvent(book, log),
    block: Number(log.blockNumber),
    transaction: log.transactionHash,
  }));
  return new History(events, receipts);
}
