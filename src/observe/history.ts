import type { PlacedLog } from "../chain/port.ts";
import type { EventRecord } from "../model/record.ts";
import type { AddressBook } from "../records/address-book.ts";
import { decodeEvent } from "../records/decode.ts";
import type { Views } from "./views.ts";

/** An event with its place on the chain. */
export interface ChainEvent extends EventRecord {
  readonly block: number;
  readonly transaction: string;
}

/** Everything that the contracts of the address book have emitted up to the block being read. */
export class History {
  readonly #book: AddressBook;
  readonly #receipts: ReadonlyMap<string, string>;
  /** By address, lower case. */
  readonly #first: ReadonlyMap<string, PlacedLog>;
  readonly #logs: ReadonlyMap<string, readonly PlacedLog[]>;
  readonly #decoded = new Map<string, readonly ChainEvent[]>();

  /** @param receipts transaction hash → path of a receipt that shows it. */
  constructor(book: AddressBook, logs: readonly PlacedLog[], receipts: ReadonlyMap<string, string>) {
    this.#book = book;
    this.#receipts = receipts;
    this.#first = new Map(logs.toReversed().map((log) => [log.address.toLowerCase(), log]));
    this.#logs = Map.groupBy(logs, ({ address, topics }) => `${address.toLowerCase()} ${topics[0]}`);
  }

  /** @returns the events of one name that one contract emitted, in order; none if it is not deployed. */
  of(contract: string, name: string): readonly ChainEvent[] {
    const key = `${contract}.${name}`;
    const events = this.#decoded.get(key) ?? this.#decode(contract, name);
    this.#decoded.set(key, events);
    return events;
  }

  /** @returns the first log of a contract; none if it is not deployed, or has logged nothing. */
  firstOf(contract: string): PlacedLog | undefined {
    if (!this.#book.has(contract)) return undefined;
    return this.#first.get(this.#book.get(contract).address.toLowerCase());
  }

  /** @returns the receipt that shows the event's transaction, relative to OUT, or `null`. */
  receiptOf({ transaction }: ChainEvent): string | null {
    return this.#receipts.get(transaction) ?? null;
  }

  /** Decoding all of a long history takes longer than reading it, so only what is asked for is decoded. */
  #decode(contract: string, name: string): readonly ChainEvent[] {
    if (!this.#book.has(contract)) return [];
    const { address, type } = this.#book.get(contract);
    const topic = type.abi.getEvent(name)?.topicHash;
    return (this.#logs.get(`${address.toLowerCase()} ${topic}`) ?? []).map((log) => ({
      ...decodeEvent(this.#book, log),
      block: log.block,
      transaction: log.transaction,
    }));
  }
}

/** Reads the contracts' history in one round trip. @param contracts by name; all of the book where none are named */
export async function readHistory(
  { book, chain }: Views,
  receipts: ReadonlyMap<string, string>,
  contracts = book.entries().map(({ name }) => name),
): Promise<History> {
  const logs = await chain.logs(contracts.map((name) => book.get(name).address));
  return new History(book, logs, receipts);
}
