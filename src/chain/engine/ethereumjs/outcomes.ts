import type { RawReceipt } from "../../../model/raw-receipt.ts";
import { quantity } from "../../../support/quantity.ts";
import type { ExecutedTransaction } from "../engine.ts";
import type { MinedBlock } from "./chain.ts";
import { hexOf } from "./hex.ts";

/** What came of a block's transactions, as a node tells it. */
export function outcomesOf(mined: MinedBlock): ExecutedTransaction[] {
  const { header, transactions } = mined.block;
  return transactions.map((transaction, index) => {
    const { status } = receiptAt(mined, index);
    return {
      hash: hexOf(transaction.hash()),
      block: Number(header.number),
      index,
      timestamp: Number(header.timestamp),
      data: hexOf(transaction.data),
      valueWei: transaction.value,
      receipt: rawReceiptOf(mined, index),
      revertData: status === 1 ? null : hexOf(resultAt(mined, index).execResult.returnValue),
    };
  });
}

function rawReceiptOf(mined: MinedBlock, index: number): RawReceipt {
  const { block } = mined;
  const transaction = transactionAt(mined, index);
  const { totalGasSpent, createdAddress } = resultAt(mined, index);
  const { status, logs } = receiptAt(mined, index);
  const baseFeeWei = block.header.baseFeePerGas as bigint;
  return {
    transactionHash: hexOf(transaction.hash()),
    transactionIndex: quantity(index),
    blockHash: hexOf(block.hash()),
    blockNumber: quantity(block.header.number),
    from: transaction.getSenderAddress().toString(),
    to: transaction.to?.toString() ?? null,
    // A node tells of no contract where none was left.
    contractAddress: status === 1 ? (createdAddress?.toString() ?? null) : null,
    gasUsed: quantity(totalGasSpent),
    effectiveGasPrice: quantity(baseFeeWei + transaction.getEffectivePriorityFee(baseFeeWei)),
    status: quantity(status),
    logs: logs.map(([address, topics, data]) => ({
      address: hexOf(address),
      topics: topics.map(hexOf),
      data: hexOf(data),
    })),
  };
}

function transactionAt({ block }: MinedBlock, index: number) {
  return block.transactions[index] as MinedBlock["block"]["transactions"][number];
}

function resultAt({ results }: MinedBlock, index: number) {
  return results[index] as MinedBlock["results"][number];
}

/** Since Byzantium every receipt has a status. */
function receiptAt({ receipts }: MinedBlock, index: number) {
  return receipts[index] as MinedBlock["receipts"][number] & { readonly status: 0 | 1 };
}
