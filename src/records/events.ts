import { OUTCOMES, type Outcome, wordOf } from "../model/enums.ts";
import type { ArgumentRecord, ArgumentValue, EventRecord, TransactionRecord } from "../model/record.ts";

/**
 * The transaction's only event of that name.
 *
 * @throws Error if there is none: the contract and this code disagree, which is a bug.
 */
export function eventOf(record: TransactionRecord | undefined, name: string): EventRecord {
  const event = record?.events.find((candidate) => candidate.name === name);
  if (!event) throw new Error(`${record?.contract}.${record?.function} emitted no ${name}`);
  return event;
}

/** An unsigned integer argument. */
export function uintArg(args: ArgumentRecord, name: string): bigint {
  return BigInt(scalar(args, name));
}

/** A string, address or bytes argument. */
export function textArg(args: ArgumentRecord, name: string): string {
  return scalar(args, name);
}

/** An array of addresses, strings or decimal integers. */
export function listArg(args: ArgumentRecord, name: string): readonly string[] {
  const value = args[name];
  if (!Array.isArray(value)) throw new TypeError(`argument "${name}" is no list`);
  return value as readonly string[];
}

function scalar(args: ArgumentRecord, name: string): string {
  const value: ArgumentValue | undefined = args[name];
  if (typeof value !== "string") throw new TypeError(`argument "${name}" is no scalar`);
  return value;
}

/** @returns the `outcome` argument of an event by name. */
export function outcomeOf(event: EventRecord): Outcome {
  return wordOf(OUTCOMES, uintArg(event.args, "outcome")) ?? "pending";
}
