import type { BlockHeader, HeaderData } from "@ethereumjs/block";
import type { Hex } from "../../../model/hex.ts";
import type { BlockIntent } from "../../journal/journal.ts";
import type { Crypto } from "../crypto.ts";
import type { GenesisDocument, Header } from "../genesis.ts";

/** The names that ethereumjs gives the fields of a header. */
export function headerData(header: Header): HeaderData {
  const { sha3Uncles, miner, transactionsRoot, receiptsRoot, ...same } = header;
  return {
    ...same,
    uncleHash: sha3Uncles,
    coinbase: miner,
    transactionsTrie: transactionsRoot,
    receiptTrie: receiptsRoot,
  };
}

/** What a block's header is known to be before the block is executed, by the rules of the genesis document. */
export function nextHeader(
  { rehearsal }: GenesisDocument,
  { number, timestamp, prevrandao }: BlockIntent,
  { parent, transactionsTrie, keccak256 }: Before,
): HeaderData {
  const { laterBlocks } = rehearsal;
  const constant = (field: keyof Header) => constantOf(laterBlocks[field]);
  return {
    parentHash: parent.hash(),
    uncleHash: constant("sha3Uncles"),
    coinbase: constant("miner"),
    transactionsTrie,
    difficulty: constant("difficulty"),
    number,
    gasLimit: constant("gasLimit"),
    timestamp,
    extraData: constant("extraData"),
    mixHash: prevrandao,
    nonce: constant("nonce"),
    baseFeePerGas: parent.calcNextBaseFee(),
    withdrawalsRoot: constant("withdrawalsRoot"),
    blobGasUsed: constant("blobGasUsed"),
    excessBlobGas: constant("excessBlobGas"),
    parentBeaconBlockRoot:
      number === 1
        ? firstOf(laterBlocks.parentBeaconBlockRoot)
        : keccak256(parent.parentBeaconBlockRoot as Uint8Array),
    requestsHash: constant("requestsHash"),
  };
}

interface Before extends Pick<Crypto, "keccak256"> {
  readonly parent: BlockHeader;
  readonly transactionsTrie: Uint8Array;
}

type Rule = GenesisDocument["rehearsal"]["laterBlocks"]["miner"];

function constantOf(rule: Rule): Hex {
  if ("value" in rule) return rule.value;
  throw new Error(`the genesis document has no value where it needs one: ${rule.rule}`);
}

function firstOf(rule: Rule): Hex {
  if ("first" in rule && rule.first !== undefined) return rule.first;
  throw new Error("the genesis document has no first beacon root");
}
