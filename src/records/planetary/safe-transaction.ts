import { TypedDataEncoder } from "ethers/hash";

/** EIP-712 type of a Safe 1.4.1 transaction. */
const SAFE_TX = {
  SafeTx: [
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "data", type: "bytes" },
    { name: "operation", type: "uint8" },
    { name: "safeTxGas", type: "uint256" },
    { name: "baseGas", type: "uint256" },
    { name: "gasPrice", type: "uint256" },
    { name: "gasToken", type: "address" },
    { name: "refundReceiver", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
};

/** The fields of {@link SAFE_TX} before the nonce, which are the first parameters of `execTransaction` in their order. */
export const SAFE_FIELDS: readonly string[] = SAFE_TX.SafeTx.map(({ name }) => name).slice(0, -1);

/** What an owner's device shows of a Safe transaction. */
export interface SafeHashes {
  readonly domainHash: string;
  readonly messageHash: string;
  readonly safeTxHash: string;
}

/**
 * @param safe its address.
 * @param message by the names of EIP-712's `SafeTx`; integers as bigint, number or decimal.
 */
export function safeHashes(
  chainId: number,
  safe: string,
  message: Readonly<Record<string, unknown>>,
): SafeHashes {
  const domain = { chainId, verifyingContract: safe };
  return {
    domainHash: TypedDataEncoder.hashDomain(domain),
    messageHash: TypedDataEncoder.from(SAFE_TX).hash(message),
    safeTxHash: TypedDataEncoder.hash(domain, SAFE_TX, message),
  };
}
