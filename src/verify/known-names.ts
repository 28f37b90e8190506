import type { ArgumentRecord, TransactionRecord } from "../model/record.ts";

/** Gives of equal texts always the first one. */
export type KnownNames = (text: string) => string;

const MOST_KNOWN = 100_000;
const ADDRESS_LENGTH = 42;

/**
 * Names and addresses are in every transaction, and parsing makes a text of its own of each: whoever holds many transactions
 * needs half the memory if each name is there once.
 */
export function knownNames(): KnownNames {
  const known = new Map<string, string>();
  return (text) => {
    const first = known.get(text);
    if (first === undefined && text.length <= ADDRESS_LENGTH && known.size < MOST_KNOWN)
      known.set(text, text);
    return first ?? text;
  };
}

/** @param record attacker-controlled in its values. */
export function withKnownNames(record: TransactionRecord, once: KnownNames): TransactionRecord {
  return {
    ...record,
    from: known(record.from, once),
    to: known(record.to, once),
    contract: known(record.contract, once),
    events: record.events.map((event) => ({
      contract: known(event.contract, once),
      address: known(event.address, once),
      name: known(event.name, once),
      args: knownArgs(event.args, once),
    })),
  };
}

function knownArgs(args: ArgumentRecord, once: KnownNames): ArgumentRecord {
  return Object.fromEntries(Object.entries(args).map(([key, value]) => [key, known(value, once)]));
}

function known<Value>(value: Value, once: KnownNames): Value {
  return typeof value === "string" ? (once(value) as Value) : value;
}
