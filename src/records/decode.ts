import { AbiCoder, type Interface, type ParamType, Result } from "ethers/abi";
import { getAddress } from "ethers/address";
import type { RawLog, RawReceipt } from "../model/raw-receipt.ts";
import type { ArgumentRecord, ArgumentValue, EventRecord, TransactionRecord } from "../model/record.ts";
import type { AddressBook, Deployed } from "./address-book.ts";

/** A transaction that is in a block, from whichever side: just mined by a session, or replayed. */
export interface ChainTransaction {
  readonly hash: string;
  readonly block: number;
  readonly index: number;
  /** Seconds. */
  readonly timestamp: number;
  readonly data: string;
  readonly valueWei: bigint;
  readonly receipt: RawReceipt;
  /** `null` if it succeeded. */
  readonly revertData: string | null;
}

/** Decodes a transaction as it was sent. Pure: a replayed chain gives the same record. */
export function decodeTransaction(book: AddressBook, transaction: ChainTransaction): TransactionRecord {
  const { receipt, revertData } = transaction;
  const target = book.at(receipt.to ?? receipt.contractAddress ?? "");
  const call =
    receipt.to === null ? decodeDeployment(target, transaction.data) : decodeCall(target, transaction.data);
  return {
    hash: transaction.hash,
    block: transaction.block,
    index: transaction.index,
    timestamp: transaction.timestamp,
    from: checksum(receipt.from),
    to: receipt.to === null ? null : checksum(receipt.to),
    contract: target?.name ?? null,
    ...call,
    value: transaction.valueWei.toString(),
    status: receipt.status === "0x1" ? "success" : "reverted",
    gasUsed: BigInt(receipt.gasUsed).toString(),
    ...(revertData === null ? {} : { error: describeRevert(book, revertData) }),
    events: receipt.logs.map((log) => decodeEvent(book, log)),
  };
}

/** `StakeTooLow(100, 250)`; unknown data stays hex. */
export function describeRevert(book: AddressBook, data: string): string {
  if (data === "0x") return "reverted without data";
  for (const abi of book.interfaces()) {
    const error = decoded(() => describeError(abi, data));
    if (error) return error;
  }
  return data;
}

function describeError(abi: Interface, data: string): string | null {
  const error = abi.parseError(data);
  return error && `${error.name}(${error.args.map((value) => plain(argumentOf(value, null))).join(", ")})`;
}

/** A call by the ABI of its target; of one that nobody here knows the data stay. */
export function decodeCall(
  target: Deployed | undefined,
  data: string,
): Pick<TransactionRecord, "function" | "args"> {
  return (
    decoded(() => {
      const call = target?.type.abi.parseTransaction({ data });
      return call && { function: call.name, args: argumentsOf(call.fragment.inputs, call.args) };
    }) ?? { function: null, args: data === "0x" ? {} : { data } }
  );
}

function decodeDeployment(
  target: Deployed | undefined,
  data: string,
): Pick<TransactionRecord, "function" | "args"> {
  const { abi, bytecode } = target?.type ?? {};
  if (!abi || !bytecode || !data.startsWith(bytecode)) return { function: "constructor", args: {} };
  const { inputs } = abi.deploy;
  const args = decoded(() =>
    argumentsOf(inputs, AbiCoder.defaultAbiCoder().decode(inputs, `0x${data.slice(bytecode.length)}`)),
  );
  return { function: "constructor", args: args ?? {} };
}

/** Decodes a log by the ABI of whoever emitted it; one that nobody here knows keeps its topics and data. */
export function decodeEvent(book: AddressBook, log: RawLog): EventRecord {
  const emitter = book.at(log.address);
  const event = decoded(() => {
    const parsed = emitter && parseLog(emitter.type.abi, log);
    return parsed && { name: parsed.name, args: argumentsOf(parsed.fragment.inputs, parsed.args) };
  });
  return {
    contract: emitter?.name ?? "unknown",
    address: checksum(log.address),
    name: event?.name ?? "unknown",
    args: event?.args ?? { topics: log.topics, data: log.data },
  };
}

const checksums = new Map<string, string>();

/** A chain has few addresses and shows them often; each costs a hash. */
function checksum(address: string): string {
  const known = checksums.get(address) ?? getAddress(address);
  checksums.set(address, known);
  return known;
}

/** Attacker-controlled bytes need not be what the ABI says; then they stay bytes. */
function decoded<Value>(decode: () => Value | null | undefined): Value | null {
  try {
    return decode() ?? null;
  } catch {
    return null;
  }
}

function parseLog(abi: Interface, log: RawLog) {
  return abi.parseLog({ topics: [...log.topics], data: log.data });
}

/** Values as receipts show them, by their names in the ABI or else their places. */
export function argumentsOf(inputs: readonly ParamType[], values: Result): ArgumentRecord {
  return Object.fromEntries(
    inputs.map((input, index) => [input.name || String(index), argumentOf(values[index], input)]),
  );
}

function argumentOf(value: unknown, type: ParamType | null): ArgumentValue {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (type?.components && value instanceof Result) return argumentsOf(type.components, value);
  if (Array.isArray(value)) return value.map((item) => argumentOf(item, type?.arrayChildren ?? null));
  return String(value);
}

function plain(value: ArgumentValue): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
