/** Lower-case `0x` text as JSON-RPC carries it: data of any even length. */
export type Hex = `0x${string}`;

/** A 20-byte address, EIP-55 where we made it. */
export type Address = `0x${string}`;
