import { getAddress } from "ethers/address";
import type { Address, Hex } from "../../model/hex.ts";
import type { RawLog, RawReceipt } from "../../model/raw-receipt.ts";
import { quantity } from "../../support/quantity.ts";
import { LOCAL_ACCOUNTS } from "../accounts.ts";
import { blockCall } from "../block.ts";
import { CHAIN_ID, HARDFORK } from "../constants.ts";
import { headerOf } from "../header.ts";
import { MAX_TRANSACTION_BYTES } from "../journal/journal.ts";
import type { PlacedLog, Port, ReadPort } from "../port.ts";
import { type Rpc, type RpcCall, resultOf } from "../rpc.ts";
import { signHash } from "../sign.ts";
import { traceCalls, traceChanges } from "../trace.ts";

type Reads = Omit<ReadPort, "clock" | "calls" | "stateRoot">;
type Questions = Omit<Port, keyof ReadPort | "mine">;

type RpcLog = RawLog & { readonly blockNumber: string; readonly transactionHash: Hex };

/** What a reader of the rehearsal's chain asks its node. */
export function readsOf(rpc: Rpc, latest: () => number): Reads {
  return {
    chainId: CHAIN_ID,
    hardfork: HARDFORK,
    accounts: LOCAL_ACCOUNTS,
    async logs(addresses) {
      const filter = { address: addresses, fromBlock: "0x0", toBlock: quantity(latest()) };
      const call: RpcCall = ["eth_getLogs", filter];
      const [answer] = await rpc.batch([call]);
      return (resultOf(call, answer) as readonly RpcLog[]).map(placed);
    },
    async blocksOf(hashes) {
      const receipts = await receiptsOf(rpc, hashes);
      return receipts.map((receipt) => (receipt === null ? null : Number(receipt.blockNumber)));
    },
    async sendersOf(hashes) {
      const receipts = await receiptsOf(rpc, hashes);
      return receipts.map((receipt) => (receipt === null ? null : (getAddress(receipt.from) as Address)));
    },
    async codesOf(addresses) {
      const calls = addresses.map((address): RpcCall => ["eth_getCode", address, quantity(latest())]);
      const answers = await rpc.batch(calls);
      return calls.map((call, index) => resultOf(call, answers[index]) as Hex);
    },
    async noncesOf(addresses) {
      const calls = addresses.map(
        (address): RpcCall => ["eth_getTransactionCount", address, quantity(latest())],
      );
      const answers = await rpc.batch(calls);
      return calls.map((call, index) => Number(resultOf(call, answers[index])));
    },
    async headerOf(block) {
      const call = blockCall(block);
      const [answer] = await rpc.batch([call]);
      return headerOf((resultOf(call, answer) ?? {}) as Readonly<Record<string, unknown>>);
    },
  };
}

async function receiptsOf(rpc: Rpc, hashes: readonly string[]) {
  const calls = hashes.map((hash): RpcCall => ["eth_getTransactionReceipt", hash]);
  const answers = await rpc.batch(calls);
  return calls.map(
    (call, index) => resultOf(call, answers[index]) as Pick<RawReceipt, "blockNumber" | "from"> | null,
  );
}

/** What a writer asks besides. */
export function questionsOf(rpc: Rpc, latest: () => number): Questions {
  return {
    maxTransactionBytes: MAX_TRANSACTION_BYTES,
    sign: signHash,
    nonceOf: async ({ address }) => Number(await rpc.request("eth_getTransactionCount", address, "latest")),
    tryOut: (calls) => traceCalls(rpc, latest(), calls),
    changesOf: (hashes) => traceChanges(rpc, hashes),
    async feeRecipientsOf(blocks) {
      const answers = await rpc.batch(
        blocks.map((block): RpcCall => ["eth_getBlockByNumber", quantity(block), false]),
      );
      return answers.map((answer) =>
        answer.kind === "result"
          ? String((answer.result as { miner?: unknown } | null)?.miner).toLowerCase()
          : "",
      );
    },
  };
}

function placed({ blockNumber, transactionHash, ...log }: RpcLog): PlacedLog {
  return { ...log, block: Number(blockNumber), transaction: transactionHash };
}
