import { getAddress } from "ethers/address";

/**
 * The letter case of an address is its checksum, where it has letters of both cases (EIP-55).
 *
 * @returns the address as its checksum writes it, where the text has another; null where there is nothing to say
 */
export function mistypedAddress(text: string): string | null {
  if (!/^0x[0-9a-f]{40}$/i.test(text)) return null;
  const digits = text.slice(2);
  if (digits === digits.toLowerCase() || digits === digits.toUpperCase()) return null;
  const checksummed = getAddress(text.toLowerCase());
  return checksummed.slice(2) === digits ? null : checksummed;
}
