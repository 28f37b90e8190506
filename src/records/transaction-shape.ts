import type { EventRecord, SafeSignature, TransactionRecord, Via } from "../model/record.ts";
import {
  address,
  count,
  decimal,
  dictionary,
  flag,
  hash32,
  list,
  named,
  nullable,
  oneOf,
  optional,
  record,
  type Shape,
  shaped,
  text,
} from "../support/shape.ts";

/** Decoded values: texts, truth values, and lists and records of them. */
const argument: Shape = named(
  "argument",
  shaped(
    (value, pointer) => {
      if (Array.isArray(value)) return list(argument)(value, pointer);
      if (typeof value === "object") return args(value, pointer);
      return typeof value === "string" || typeof value === "boolean"
        ? undefined
        : { pointer, problem: "is no value that the chain has" };
    },
    (known) => ({
      anyOf: [text, flag, list(argument), args].map(({ schema }) => schema(known)),
    }),
  ),
);

export const args: Shape = named("arguments", dictionary(argument));

const event = record<EventRecord>({ contract: text, address, name: text, args });

export const via = record<Via>({
  safe: address,
  sender: address,
  nonce: decimal,
  safeTxHash: hash32,
  signatures: list(record<SafeSignature>({ signer: nullable(address), signature: text })),
});

export const transaction = named(
  "transaction",
  record<TransactionRecord>({
    hash: hash32,
    block: count,
    index: count,
    timestamp: count,
    from: address,
    to: nullable(address),
    contract: nullable(text),
    function: nullable(text),
    args,
    value: decimal,
    status: oneOf("success", "reverted"),
    gasUsed: decimal,
    error: optional(text),
    events: list(event),
    via: optional(via),
  }),
);

export const transactions = list(transaction);
