import type { Result } from "ethers/abi";
import type { Account } from "../chain/accounts.ts";
import type { Call } from "../chain/call.ts";
import type { TransactionRequest } from "../chain/group.ts";
import type { Address, Hex } from "../chain/hex.ts";
import type { Group, MinedTransaction } from "../chain/miner.ts";
import type { Reader } from "../chain/reader.ts";
import type { Session } from "../chain/session.ts";
import type { TransactionRecord } from "../model/record.ts";
import type { AddressBook } from "./address-book.ts";
import { type Lane, type LaneBody, type LanePort, runLanes } from "./lanes.ts";
import { recordOf } from "./record.ts";

/** One call of a contract function, to be sent as a transaction. */
export interface Step {
  readonly from: Account;
  /** Name in the address book. */
  readonly contract: string;
  readonly function: string;
  readonly args: readonly unknown[];
  readonly gasLimit?: bigint;
  /** By default "success". */
  readonly expect?: "success" | "reverted" | "either";
}

/** One view of a contract function at the latest block. */
export interface Read {
  readonly contract: string;
  readonly function: string;
  readonly args: readonly unknown[];
}

export type MissionLane = Lane<Step, TransactionRecord, Read, Result>;
export type MissionBody<Value> = LaneBody<Step, TransactionRecord, Read, Result, Value>;

/** Twenty of these fill a block. */
const STEP_GAS_LIMIT = 2_900_000n;

/** Reads deployed contracts by name. */
export class Views {
  readonly book: AddressBook;
  readonly chain: Reader;

  constructor(chain: Reader, book: AddressBook) {
    this.chain = chain;
    this.book = book;
  }

  /** @throws Error if a view reverts: views are only asked for what exists. */
  async read(reads: readonly Read[]): Promise<Result[]> {
    const results = await this.chain.calls(this.callsOf(reads));
    return results.map((result, index) => {
      const read = reads[index] as Read;
      if (result.kind === "reverted")
        throw new Error(`${read.contract}.${read.function} reverted: ${result.data}`);
      return this.book.get(read.contract).type.abi.decodeFunctionResult(read.function, result.data);
    });
  }

  protected callsOf(reads: readonly Read[]): Call[] {
    return reads.map((read) => ({ to: this.address(read.contract), data: this.encode(read) }));
  }

  protected address(contract: string): Address {
    return this.book.get(contract).address as Address;
  }

  protected encode(call: Read): Hex {
    return this.book.get(call.contract).type.abi.encodeFunctionData(call.function, call.args) as Hex;
  }
}

/** Speaks to deployed contracts by name, and gives every transaction back as its receipt. */
export class Driver extends Views implements LanePort<Step, TransactionRecord, Read, Result> {
  readonly session: Session;

  constructor(session: Session, book: AddressBook) {
    super(session, book);
    this.session = session;
  }

  now(): bigint {
    return this.session.clock.now;
  }

  /** Runs lanes against this chain; see `runLanes`. */
  weave<Value>(body: MissionBody<Value>): Promise<Value> {
    return runLanes(this, body);
  }

  /**
   * @param group.at seconds; by default one second after the latest block
   * @param group.foreseen what will be read right afterwards
   */
  async mine(group: {
    readonly at?: bigint;
    readonly steps: readonly Step[];
    readonly foreseen?: readonly Read[];
  }): Promise<TransactionRecord[]> {
    const { at, steps, foreseen = [] } = group;
    const transactions = steps.map((step) => this.#request(step));
    return this.send({ ...(at === undefined ? {} : { at }), transactions, foreseen: this.callsOf(foreseen) });
  }

  /** The same for requests that are no contract calls: deployments and plain transfers. */
  async send(group: Group): Promise<TransactionRecord[]> {
    const mined = await this.session.mine(group);
    return mined.map((transaction) => this.record(transaction));
  }

  record(mined: MinedTransaction): TransactionRecord {
    return recordOf(this.book, {
      ...mined,
      data: mined.request.data,
      valueWei: mined.request.valueWei ?? 0n,
    });
  }

  #request(step: Step): TransactionRequest {
    return {
      from: step.from,
      to: this.address(step.contract),
      data: this.encode(step),
      gasLimit: step.gasLimit ?? STEP_GAS_LIMIT,
      expect: step.expect ?? "success",
    };
  }
}
