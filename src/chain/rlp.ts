/** What recursive-length prefixes are made of: bytes, or a list of items. */
export type RlpItem = Uint8Array | readonly RlpItem[];

const BYTES = 0x80;
const LIST = 0xc0;
const LONGEST_SHORT = 55;

/** Recursive-length prefix encoding (Ethereum yellow paper, appendix B). */
export function encodeRlp(item: RlpItem): Buffer {
  if (!(item instanceof Uint8Array)) return prefixed(LIST, Buffer.concat(item.map(encodeRlp)));
  const [first = BYTES] = item;
  return item.length === 1 && first < BYTES ? Buffer.from(item) : prefixed(BYTES, item);
}

/** An unsigned integer: big-endian without leading zeros, so that 0 is empty. */
export function rlpInteger(value: bigint): Buffer {
  const hex = value === 0n ? "" : value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}

function prefixed(offset: number, payload: Uint8Array): Buffer {
  if (payload.length <= LONGEST_SHORT) return Buffer.concat([Buffer.of(offset + payload.length), payload]);
  const length = rlpInteger(BigInt(payload.length));
  return Buffer.concat([Buffer.of(offset + LONGEST_SHORT + length.length), length, payload]);
}
