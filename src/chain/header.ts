import { keccak256 } from "ethers/crypto";
import { encodeRlp, toBeArray } from "ethers/utils";
import { CHAIN } from "../errors/chain-errors.ts";
import { OmniError } from "../errors/error.ts";
import type { Hex } from "../model/hex.ts";
import { isHexData } from "../support/quantity.ts";

/** A quantity is encoded without leading zeros, data as it is. */
type Encoding = "quantity" | "data";

/** Since Paris all of them are there. */
const FIELDS: readonly (readonly [name: string, encoding: Encoding])[] = [
  ["parentHash", "data"],
  ["sha3Uncles", "data"],
  ["miner", "data"],
  ["stateRoot", "data"],
  ["transactionsRoot", "data"],
  ["receiptsRoot", "data"],
  ["logsBloom", "data"],
  ["difficulty", "quantity"],
  ["number", "quantity"],
  ["gasLimit", "quantity"],
  ["gasUsed", "quantity"],
  ["timestamp", "quantity"],
  ["extraData", "data"],
  ["mixHash", "data"],
  ["nonce", "data"],
  ["baseFeePerGas", "quantity"],
];

/** What later forks have appended, in their order: EIP-4895, 4844 (two), 4788, 7685, 7928. */
const APPENDED: typeof FIELDS = [
  ["withdrawalsRoot", "data"],
  ["blobGasUsed", "quantity"],
  ["excessBlobGas", "quantity"],
  ["parentBeaconBlockRoot", "data"],
  ["requestsHash", "data"],
  ["blockAccessListHash", "data"],
];

/**
 * The header of a block as it is hashed (Yellow Paper §4.4, with what later forks append).
 *
 * @param block what `eth_getBlockByNumber` answers; attacker-controlled
 * @throws OMNI3057 if its hash is another one than the block names.
 */
export function headerOf(block: Readonly<Record<string, unknown>>): Hex {
  const appended = APPENDED.filter(([name]) => block[name] !== undefined && block[name] !== null);
  const header = encodeRlp(
    [...FIELDS, ...appended].map(([name, encoding]) => bytesOf(block[name], encoding)),
  );
  if (keccak256(header) === block.hash) return header as Hex;
  throw new OmniError(CHAIN.HEADER_DIFFERS, { block: String(block.number), hash: String(block.hash) });
}

/** What is neither counts as empty: the hash tells. */
function bytesOf(value: unknown, encoding: Encoding): Uint8Array | string {
  if (encoding === "data") return isHexData(value) ? value : "0x";
  return typeof value === "string" && /^0x[0-9a-f]{1,64}$/.test(value) ? toBeArray(BigInt(value)) : "0x";
}
