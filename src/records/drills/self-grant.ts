import { AbiCoder, Interface } from "ethers/abi";
import { keccak256 } from "ethers/crypto";
import type { Cast } from "../../model/cast.ts";
import type { Read } from "../../model/record.ts";
import { ROLE_IDS, type RoleName } from "../roles.ts";

const MANAGER = new Interface(["function grantRole(uint64 roleId, address account, uint32 executionDelay)"]);

/** What the owner tries to take in the drill of the cancelled grant: it would let it slash every stake. */
const COVETED: RoleName = "SETTLEMENT";

/** The grant that the drill is about, as a call and as the AccessManager's data. */
export function selfGrant({ owner }: Cast) {
  const role = ROLE_IDS[COVETED];
  const args = [role, owner.address, 0];
  const call: Read = { contract: "AccessManager", function: "grantRole", args };
  return { name: COVETED, role, call, data: MANAGER.encodeFunctionData(call.function, args) };
}

/** `AccessManager.hashOperation`. */
export function operationId(caller: string, target: string, data: string): string {
  const encoded = AbiCoder.defaultAbiCoder().encode(["address", "address", "bytes"], [caller, target, data]);
  return keccak256(encoded);
}
