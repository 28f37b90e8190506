import { AbiCoder } from "ethers/abi";
import { keccak256 } from "ethers/crypto";
import { id } from "ethers/hash";

/** What a governor is asked to execute. */
export interface GovernorProposal {
  readonly targets: readonly string[];
  readonly values: readonly string[];
  readonly calldatas: readonly string[];
  readonly description: string;
}

/** @returns the proposal's number, as OpenZeppelin's `Governor.hashProposal` has it. */
export function proposalIdOf({ targets, values, calldatas, description }: GovernorProposal): string {
  const encoded = AbiCoder.defaultAbiCoder().encode(
    ["address[]", "uint256[]", "bytes[]", "bytes32"],
    [targets, values, calldatas, id(description)],
  );
  return BigInt(keccak256(encoded)).toString();
}
