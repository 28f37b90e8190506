import { getAddress, getCreateAddress } from "ethers/address";
import { keccak256 } from "ethers/crypto";
import { encodeRlp, toBeArray, toUtf8Bytes } from "ethers/utils";
import { LOCAL_ACCOUNTS } from "../../src/chain/accounts.ts";
import type {
  Call,
  CallResult,
  CallTrace,
  Computed,
  Group,
  MinedTransaction,
  PlacedLog,
  Port,
  StateChange,
  TransactionRequest,
} from "../../src/chain/port.ts";
import { signHash } from "../../src/chain/sign.ts";
import type { Account } from "../../src/model/cast.ts";
import type { ContractName } from "../../src/model/contracts.ts";
import type { Address, Hex } from "../../src/model/hex.ts";
import type { RawLog } from "../../src/model/raw-receipt.ts";
import type { ArgumentRecord } from "../../src/model/record.ts";
import { Views } from "../../src/observe/views.ts";
import { Driver } from "../../src/protocol/driver.ts";
import { AddressBook, type Deployed } from "../../src/records/address-book.ts";
import { argumentsOf } from "../../src/records/decode.ts";
import { contractType } from "../../src/system/contract-artefacts.ts";

/** A transaction as the fake took it. */
export interface Sent {
  readonly from: Account;
  readonly at: bigint;
  /** Contract and function, "transfer of coin" or "deployment". */
  readonly call: string;
  readonly args: ArgumentRecord;
  readonly request: TransactionRequest;
}

/** An event, of the called contract unless another one is named. */
export interface Emitted {
  readonly contract?: string;
  readonly name: string;
  readonly args: readonly unknown[];
}

const UNTRACED = { kind: "not computed", reason: "this chain executes nothing" } as const;

/** What a call brings about: events, or a revert. */
export type Effect = "reverts" | readonly Emitted[];

/**
 * A chain without an EVM. It speaks the contracts' real ABIs, so that no call that a contract would not understand gets
 * through; what views answer and what calls bring about, each test says.
 */
export class FakeChain implements Port {
  readonly chainId = 31_337;
  readonly hardfork = "none";
  readonly accounts = LOCAL_ACCOUNTS;
  readonly maxTransactionBytes = 131_072;
  readonly book = new AddressBook(contractType);
  /** Everything that was sent, in order. */
  readonly sent: Sent[] = [];
  /** By contract and function, such as "StakeManager.claimOf". */
  readonly views = new Map<string, (args: ArgumentRecord) => readonly unknown[]>();
  /** By contract and function; by default a call succeeds and emits nothing. */
  readonly effects = new Map<string, (sent: Sent) => Effect>();
  /** Every batch of views, as it was asked for. */
  readonly reads: string[][] = [];
  #clock = { now: 1_000n, block: 1 };
  readonly #mined: MinedTransaction[] = [];
  readonly #logs: PlacedLog[] = [];

  /** @param contracts deployed under their artefact's name; another name stands before an "=". */
  constructor(...contracts: readonly (ContractName | `${string}=${ContractName}`)[]) {
    for (const contract of contracts) {
      const [name = "", artifact = name] = contract.split("=");
      this.book.add(name, getAddress(digestOf(name, 20)), artifact as ContractName);
    }
  }

  get clock() {
    return this.#clock;
  }

  /** Reads it only. */
  observer(): Views {
    return new Views(this, this.book);
  }

  driver(): Driver {
    return new Driver(this, this.book);
  }

  /** What was sent, one line each: who called what. */
  told(): string[] {
    return this.sent.map(({ from, call }) => `${from.label}: ${call}`);
  }

  /** Arguments of every call of that name, in order. */
  argsOf(call: string): ArgumentRecord[] {
    return this.sent.filter((sent) => sent.call === call).map(({ args }) => args);
  }

  async mine({ at = this.#clock.now + 1n, transactions = [] }: Group): Promise<MinedTransaction[]> {
    if (at <= this.#clock.now) throw new Error(`${at} is not after the latest block, ${this.#clock.now}`);
    this.#clock = { now: at, block: this.#clock.block + 1 };
    return transactions.map((request, index) => this.#execute(request, index));
  }

  async calls(calls: readonly Call[]): Promise<CallResult[]> {
    const asked = calls.map(({ to, data }) => this.#callOf(to, data));
    this.reads.push(asked.map(({ call }) => call));
    return asked.map(({ call, args, target, name }) => {
      const answer = this.views.get(call)?.(args);
      if (answer === undefined) return { kind: "reverted", data: "0x" };
      return { kind: "returned", data: target.type.abi.encodeFunctionResult(name, answer) as Hex };
    });
  }

  /** Lets a contract emit an event in a block of its own. @returns the transaction's hash */
  happens(contract: string, name: string, ...args: readonly unknown[]): Hex {
    this.#clock = { now: this.#clock.now + 1n, block: this.#clock.block + 1 };
    const transaction = digestOf(`event ${this.#logs.length}`, 32);
    const log = this.#logOf("0x", { contract, name, args });
    this.#logs.push({ ...log, block: this.#clock.block, transaction });
    return transaction;
  }

  async logs(addresses: readonly string[]): Promise<PlacedLog[]> {
    const wanted = new Set(addresses.map((address) => address.toLowerCase()));
    return this.#logs.filter(({ address }) => wanted.has(address));
  }

  async blocksOf(hashes: readonly string[]): Promise<(number | null)[]> {
    return hashes.map((hash) => this.#mined.find((mined) => mined.hash === hash)?.block ?? null);
  }

  async sendersOf(hashes: readonly string[]): Promise<(Address | null)[]> {
    return hashes.map(
      (hash) => this.#mined.find((mined) => mined.hash === hash)?.request.from.address ?? null,
    );
  }

  async codesOf(addresses: readonly string[]): Promise<Hex[]> {
    return addresses.map(() => "0x");
  }

  async noncesOf(addresses: readonly string[]): Promise<number[]> {
    return addresses.map((address) => this.sent.filter(({ from }) => from.address === address).length);
  }

  async nonceOf(account: Account): Promise<number> {
    return this.sent.filter(({ from }) => from.address === account.address).length;
  }

  /** As far as a draw reads it: number and randomness, in their places. */
  async headerOf(block: number): Promise<Hex> {
    return this.headerAt(block);
  }

  headerAt(block: number): Hex {
    if (block > this.#clock.block) throw new Error(`there is no block ${block} yet`);
    // Of a second long past; the contracts' windows go by the clock.
    const [before, between] = [Array(8).fill("0x"), ["0x", "0x", "0x01", "0x"]];
    return encodeRlp([...before, toBeArray(block), ...between, digestOf(`randomness ${block}`, 32)]) as Hex;
  }

  stateRoot(): Hex {
    return digestOf(`state of block ${this.#clock.block}`, 32);
  }

  sign(account: Account, hash: Hex): Hex {
    return signHash(account, hash);
  }

  /** It traces nothing, like some real ones. */
  async tryOut(calls: readonly Call[]): Promise<CallTrace[]> {
    return calls.map(() => ({ calls: UNTRACED, change: UNTRACED }));
  }

  async changesOf(hashes: readonly Hex[]): Promise<Computed<StateChange>[]> {
    return hashes.map(() => UNTRACED);
  }

  async feeRecipientsOf(blocks: readonly number[]): Promise<string[]> {
    return blocks.map(() => "");
  }

  #execute(request: TransactionRequest, index: number): MinedTransaction {
    const contractAddress = request.to === null ? this.#createdBy(request.from) : null;
    const sent = this.#sentBy(request);
    this.sent.push(sent);
    const effect = this.effects.get(sent.call)?.(sent) ?? [];
    const status = effect === "reverts" ? "reverted" : "success";
    if (request.expect !== "either" && request.expect !== status) throw new Error(`${sent.call}: ${status}`);
    const logs = effect === "reverts" ? [] : effect.map((event) => this.#logOf(request.to as Address, event));
    const hash = digestOf(`transaction ${this.sent.length}`, 32);
    const { now, block } = this.#clock;
    const receipt = {
      transactionHash: hash,
      transactionIndex: `0x${index.toString(16)}`,
      blockHash: digestOf(`block ${block}`, 32),
      blockNumber: `0x${block.toString(16)}`,
      from: request.from.address,
      to: request.to,
      contractAddress,
      gasUsed: "0x5208",
      effectiveGasPrice: "0x1",
      status: status === "success" ? "0x1" : "0x0",
      logs,
    } as const;
    const revertData = status === "success" ? null : "0x";
    const mined = {
      request,
      hash,
      block,
      index,
      timestamp: Number(now),
      status,
      receipt,
      revertData,
    } as const;
    this.#mined.push(mined);
    this.#logs.push(...logs.map((log) => ({ ...log, block, transaction: hash })));
    return mined;
  }

  #sentBy(request: TransactionRequest): Sent {
    const { from, to, data } = request;
    const place = { from, at: this.#clock.now, request };
    if (to === null) return { ...place, call: "deployment", args: {} };
    if (data === "0x") return { ...place, call: "transfer of coin", args: {} };
    const { call, args } = this.#callOf(to, data);
    return { ...place, call, args };
  }

  #callOf(to: Address, data: Hex) {
    const target = this.#at(to);
    const parsed = target.type.abi.parseTransaction({ data });
    if (parsed === null) throw new Error(`${target.name} has no function ${data.slice(0, 10)}`);
    const args = argumentsOf(parsed.fragment.inputs, parsed.args);
    return { call: `${target.name}.${parsed.name}`, args, target, name: parsed.name };
  }

  #logOf(called: Address, { contract, name, args }: Emitted): RawLog {
    const { address, type } = contract === undefined ? this.#at(called) : this.book.get(contract);
    const { topics, data } = type.abi.encodeEventLog(name, args);
    return { address: address.toLowerCase() as Address, topics: topics as Hex[], data: data as Hex };
  }

  #createdBy(from: Account): Address {
    const nonce = this.sent.filter((sent) => sent.from.address === from.address).length;
    return getCreateAddress({ from: from.address, nonce }) as Address;
  }

  #at(address: Address): Deployed {
    const deployed = this.book.at(address);
    if (deployed === undefined) throw new Error(`nothing is deployed at ${address}`);
    return deployed;
  }
}

/** Made up bytes that follow from a text. */
function digestOf(text: string, bytes: number): Hex {
  return `0x${keccak256(toUtf8Bytes(text)).slice(-2 * bytes)}`;
}
