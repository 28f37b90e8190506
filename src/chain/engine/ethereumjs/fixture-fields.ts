import type { Block, BlockHeader } from "@ethereumjs/block";
import type { TypedTransaction } from "@ethereumjs/tx";
import { bytesToHex } from "@ethereumjs/util";
import type { Hex } from "../../../model/hex.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Hex digits in pairs, zero as "0x00": what the fixtures' documentation calls a ZeroPaddedHexNumber. */
export function evenQuantity(value: bigint | number | undefined): Hex {
  const digits = BigInt(value ?? 0).toString(16);
  return `0x${digits.length % 2 === 0 ? digits : `0${digits}`}`;
}

/** A header by the names that fixtures have, as Osaka's has it. */
export function headerFields(header: BlockHeader): Fields {
  const data = (bytes: Uint8Array | undefined) => bytesToHex(bytes ?? new Uint8Array());
  return {
    parentHash: data(header.parentHash),
    uncleHash: data(header.uncleHash),
    coinbase: header.coinbase.toString(),
    stateRoot: data(header.stateRoot),
    transactionsTrie: data(header.transactionsTrie),
    receiptTrie: data(header.receiptTrie),
    bloom: data(header.logsBloom),
    difficulty: evenQuantity(header.difficulty),
    number: evenQuantity(header.number),
    gasLimit: evenQuantity(header.gasLimit),
    gasUsed: evenQuantity(header.gasUsed),
    timestamp: evenQuantity(header.timestamp),
    extraData: data(header.extraData),
    mixHash: data(header.mixHash),
    nonce: data(header.nonce),
    baseFeePerGas: evenQuantity(header.baseFeePerGas),
    withdrawalsRoot: data(header.withdrawalsRoot),
    blobGasUsed: evenQuantity(header.blobGasUsed),
    excessBlobGas: evenQuantity(header.excessBlobGas),
    parentBeaconBlockRoot: data(header.parentBeaconBlockRoot),
    requestsHash: data(header.requestsHash),
    hash: bytesToHex(header.hash()),
  };
}

/** A block as fixtures have it. Since the merge none has uncles; a rehearsal's has no withdrawals. */
export function blockFields(block: Block): Fields {
  return {
    rlp: bytesToHex(block.serialize()),
    blockHeader: headerFields(block.header),
    blocknumber: block.header.number.toString(),
    transactions: block.transactions.map(transactionFields),
    uncleHeaders: [],
    withdrawals: [],
  };
}

function transactionFields(transaction: TypedTransaction): Fields {
  const { type, nonce, gasLimit, to, value, data, v, r, s } = transaction;
  return {
    type: evenQuantity(type),
    chainId: evenQuantity(transaction.common.chainId()),
    nonce: evenQuantity(nonce),
    ...priceFields(transaction),
    gasLimit: evenQuantity(gasLimit),
    to: to?.toString() ?? "",
    value: evenQuantity(value),
    data: bytesToHex(data),
    ...("accessList" in transaction ? { accessList: transaction.accessList.map(accessFields) } : {}),
    ...{ v: evenQuantity(v), r: evenQuantity(r), s: evenQuantity(s) },
    sender: transaction.getSenderAddress().toString(),
  };
}

function priceFields(transaction: TypedTransaction): Fields {
  if (!("maxFeePerGas" in transaction)) return { gasPrice: evenQuantity(transaction.gasPrice) };
  const { maxPriorityFeePerGas, maxFeePerGas } = transaction;
  return {
    maxPriorityFeePerGas: evenQuantity(maxPriorityFeePerGas),
    maxFeePerGas: evenQuantity(maxFeePerGas),
  };
}

function accessFields([address, slots]: readonly [Uint8Array, readonly Uint8Array[]]): Fields {
  return { address: bytesToHex(address), storageKeys: slots.map((slot) => bytesToHex(slot)) };
}
