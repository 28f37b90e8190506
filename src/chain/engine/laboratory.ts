import type { Address, Hex } from "../../model/hex.ts";
import { quantity } from "../../support/quantity.ts";
import { BLOCK_GAS_LIMIT, MAX_FEE_PER_GAS_WEI } from "../constants.ts";
import { type Rpc, type RpcCall, resultOf } from "../rpc.ts";
import { openEdr } from "./edr.ts";

/** What is sent; `null` deploys. */
export interface Sent {
  readonly to: Address | null;
  readonly data: Hex;
  readonly gasLimit: bigint;
}

export interface Done {
  readonly succeeded: boolean;
  readonly contract: Address | null;
  readonly logs: readonly {
    readonly address: Address;
    readonly topics: readonly Hex[];
    readonly data: Hex;
  }[];
}

/** A chain in this process that nobody keeps: no journal, no keys, one sender. */
export interface Laboratory {
  readonly sender: Address;
  /** Of the latest block, seconds. */
  readonly now: () => number;
  /** Sends in this order, the first block at that time and each later one a second after. */
  send(transactions: readonly Sent[], at: number): Promise<readonly Done[]>;
  /** Puts code where nothing has to be deployed. */
  place(address: Address, code: Hex): Promise<void>;
  close(): void;
}

interface Receipt {
  readonly status: Hex;
  readonly contractAddress: Address | null;
  readonly logs: Done["logs"];
}

/** @throws OMNI5xxx if this machine has no EVM in process */
export async function openLaboratory(): Promise<Laboratory> {
  const rpc = await openEdr();
  const [sender] = (await rpc.request("eth_accounts")) as [Address];
  const block = (await rpc.request("eth_getBlockByNumber", "latest", false)) as { readonly timestamp: Hex };
  let now = Number(block.timestamp);
  let nonce = 0;
  const sendBlock = async (transactions: readonly Sent[], at: number) => {
    now = Math.max(at, now + 1);
    const done = await mineBlock(rpc, { from: sender, nonce }, transactions, now);
    nonce += transactions.length;
    return done;
  };
  return {
    sender,
    now: () => now,
    send: async (transactions, at) => {
      const done: Done[] = [];
      for (const group of inBlocks(transactions)) done.push(...(await sendBlock(group, at)));
      return done;
    },
    place: async (address, code) => void (await rpc.request("hardhat_setCode", address, code)),
    close: rpc.close,
  };
}

/**
 * Nonces and prices are stated: where they are not, the node executes all that waits before each transaction that it is sent.
 *
 * @param next the sender and its next nonce
 */
async function mineBlock(
  rpc: Rpc,
  next: { readonly from: Address; readonly nonce: number },
  transactions: readonly Sent[],
  at: number,
): Promise<readonly Done[]> {
  const hashes: Hex[] = [];
  for (const [index, { to, data, gasLimit }] of transactions.entries()) {
    const sent = {
      from: next.from,
      ...(to === null ? {} : { to }),
      data,
      nonce: quantity(next.nonce + index),
      gas: quantity(gasLimit),
      gasPrice: quantity(MAX_FEE_PER_GAS_WEI),
    };
    hashes.push((await rpc.request("eth_sendTransaction", sent)) as Hex);
  }
  await rpc.request("evm_setNextBlockTimestamp", quantity(at));
  await rpc.request("evm_mine");
  const calls = hashes.map((hash): RpcCall => ["eth_getTransactionReceipt", hash]);
  const answers = await rpc.batch(calls);
  return calls.map((call, index) => doneOf(resultOf(call, answers[index]) as Receipt));
}

function doneOf({ status, contractAddress, logs }: Receipt): Done {
  return { succeeded: status === "0x1", contract: contractAddress, logs };
}

/** As many as a block has gas for, in their order. */
function inBlocks(transactions: readonly Sent[]): Sent[][] {
  const blocks: Sent[][] = [];
  let left = 0n;
  for (const transaction of transactions) {
    if (transaction.gasLimit > left) {
      blocks.push([]);
      left = BLOCK_GAS_LIMIT;
    }
    blocks.at(-1)?.push(transaction);
    left -= transaction.gasLimit;
  }
  return blocks;
}
