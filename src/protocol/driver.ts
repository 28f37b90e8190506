/**
 * protocol: what is done on the chain: layers, jobs, votes, drills, through the port. Knows nothing of nodes and files.
 */

import type { Result } from "ethers/abi";
import type { Group, MinedTransaction, Port, TransactionRequest } from "../chain/port.ts";
import { CHAIN } from "../errors/chain-errors.ts";
import { OmniError } from "../errors/error.ts";
import type { Account } from "../model/cast.ts";
import type { Hex } from "../model/hex.ts";
import type { Read, TransactionRecord } from "../model/record.ts";
import type { Doing } from "../model/run-events.ts";
import { Views } from "../observe/views.ts";
import { OWNER_SAFE } from "../records/owner-safe.ts";
import { recordOf } from "../records/record-of.ts";
import { type Lane, type LaneBody, type LanePort, runLanes } from "./lanes.ts";
import { isOfSafe, throughSafe } from "./safe-call.ts";

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

export type MissionLane = Lane<Step, TransactionRecord, Read, Result>;
export type MissionBody<Value> = LaneBody<Step, TransactionRecord, Read, Result, Value>;

/** What a step may use that says nothing else: twenty of these fill a block. */
export const STEP_GAS_LIMIT = 2_900_000n;

/** Speaks to deployed contracts by name, and gives every transaction back as its receipt. */
export class Driver extends Views<Port> implements LanePort<Step, TransactionRecord, Read, Result> {
  readonly #records: TransactionRecord[] = [];

  /** Everything that it has sent so far, in the chain's order: what histories are told from. */
  get records(): readonly TransactionRecord[] {
    return this.#records;
  }

  /** Says what is being done, to whoever watches. */
  tell(doing: Doing): void {
    this.chain.onDoing?.(doing);
  }

  now(): bigint {
    return this.chain.clock.now;
  }

  block(): number {
    return this.chain.clock.block;
  }

  headerOf(block: number): Promise<Hex> {
    return this.chain.headerOf(block);
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
    const requests = steps.map((step) => this.#request(step));
    const transactions = await this.#signed(requests);
    const time = at === undefined ? {} : { at };
    const records = await this.send({ ...time, transactions, foreseen: this.callsOf(foreseen) });
    records.forEach((record, index) => {
      if (requests[index]?.expect === "reverted") refuse(record);
    });
    return records;
  }

  /** The same for requests that are no contract calls: deployments and plain transfers. */
  async send(group: Group): Promise<TransactionRecord[]> {
    const mined = await this.chain.mine(group);
    const records = mined.map((transaction) => this.record(transaction));
    this.#records.push(...records);
    return records;
  }

  record(mined: MinedTransaction): TransactionRecord {
    return recordOf(this.book, {
      ...mined,
      data: mined.request.data,
      valueWei: mined.request.valueWei ?? 0n,
    });
  }

  /** What somebody does who is a Safe goes through it; its nonce is read, and counted on from there. */
  async #signed(requests: readonly TransactionRequest[]): Promise<TransactionRequest[]> {
    if (!requests.some(isOfSafe)) return [...requests];
    const [answer] = await this.read([{ contract: OWNER_SAFE, function: "nonce", args: [] }]);
    let nonce = answer?.[0] as bigint;
    return requests.map((request) =>
      isOfSafe(request) ? throughSafe(this.chain, this.book, request, nonce++) : request,
    );
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

/** @throws OMNI3050 if a call went through that had to fail: of one that a Safe makes the chain itself cannot tell. */
function refuse({ hash, block, from, status }: TransactionRecord): void {
  if (status === "reverted") return;
  throw new OmniError(CHAIN.UNEXPECTED_STATUS, { hash, block, from, status, reason: "" });
}
