import { CHAIN } from "../../errors/chain-errors.ts";
import { OmniError } from "../../errors/error.ts";
import type { Hex } from "../../model/hex.ts";
import { CHAIN_ID } from "../constants.ts";

/** What is found at the URL that a script was pointed at. */
export type Observation =
  | { readonly kind: "silent"; readonly error: OmniError }
  | { readonly kind: "foreign"; readonly error: OmniError }
  | {
      readonly kind: "chain";
      readonly chainId: number;
      readonly genesisHash: Hex;
      /** Number of the latest block. */
      readonly latest: number;
      /** Number of the last block whose hash is the journal's; 0 if none is, or the genesis is another. */
      readonly common: number;
    };

export interface Expectation {
  /** Origin of the node's URL, for messages. */
  readonly url: string;
  /** The user named the URL in this very command, so that another node would be a surprise. */
  readonly explicit: boolean;
  readonly genesisHash: Hex;
  /** Number of the journal's last block. */
  readonly journal: number;
}

export type Decision =
  | { readonly kind: "use" }
  | { readonly kind: "catch-up"; readonly from: number; readonly to: number }
  | { readonly kind: "private" }
  | { readonly kind: "refuse"; readonly error: OmniError };

/** Which node a script talks to: decides from what was seen, and does nothing. */
export function decide(seen: Observation, expected: Expectation): Decision {
  if (seen.kind === "silent") return expected.explicit ? refuse(seen.error) : { kind: "private" };
  if (seen.kind === "foreign") return refuse(seen.error);
  const { url, journal } = expected;
  if (seen.chainId !== CHAIN_ID) {
    return refuse(new OmniError(CHAIN.OTHER_CHAIN, { url, expected: CHAIN_ID, found: seen.chainId }));
  }
  if (seen.genesisHash !== expected.genesisHash) {
    const hashes = { expected: expected.genesisHash, found: seen.genesisHash };
    return refuse(new OmniError(CHAIN.OTHER_GENESIS, { url, ...hashes }));
  }
  if (seen.common < Math.min(seen.latest, journal)) {
    return refuse(new OmniError(CHAIN.CHAIN_DIVERGED, { url, block: seen.common + 1 }));
  }
  if (seen.latest > journal) {
    return refuse(new OmniError(CHAIN.CHAIN_AHEAD, { url, chain: seen.latest, journal }));
  }
  return seen.latest === journal ? { kind: "use" } : { kind: "catch-up", from: seen.latest + 1, to: journal };
}

function refuse(error: OmniError): Decision {
  return { kind: "refuse", error };
}
