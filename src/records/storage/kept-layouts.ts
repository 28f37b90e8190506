import { id } from "ethers/hash";
import type { ContractName, ContractType } from "../../model/contracts.ts";
import type { StorageLayout, StorageType, StorageVariable } from "../../model/storage-layout.ts";

const value = (label: string, bytes: number): StorageType => ({
  encoding: "inplace",
  label,
  numberOfBytes: String(bytes),
});
const mapping = (label: string, key: string, held: string): StorageType => ({
  ...{ encoding: "mapping", label, numberOfBytes: "32" },
  key,
  value: held,
});
const at = (slot: number | string, label: string, type: string): StorageVariable => ({
  ...{ label, offset: 0, slot: String(slot) },
  type,
});
const hashed = (name: string) => BigInt(id(name)).toString();

/**
 * Safe 1.4.1, the singleton as well as each proxy, which keeps at the same place for whom it stands: `SafeStorage.sol` of the package,
 * `GuardManager.sol` and `FallbackManager.sol`. The package ships no compiler's layout.
 */
const SAFE: StorageLayout = {
  storage: [
    at(0, "singleton", "address"),
    at(1, "modules", "links"),
    at(2, "owners", "links"),
    at(3, "ownerCount", "uint256"),
    at(4, "threshold", "uint256"),
    at(5, "nonce", "uint256"),
    at(6, "_deprecatedDomainSeparator", "bytes32"),
    at(7, "signedMessages", "messages"),
    at(8, "approvedHashes", "approvals"),
    at(hashed("fallback_manager.handler.address"), "fallbackHandler", "address"),
    at(hashed("guard_manager.guard.address"), "guard", "address"),
  ],
  types: {
    address: value("address", 20),
    uint256: value("uint256", 32),
    bytes32: value("bytes32", 32),
    links: mapping("mapping(address => address)", "address", "address"),
    messages: mapping("mapping(bytes32 => uint256)", "bytes32", "uint256"),
    approvals: mapping("mapping(address => mapping(bytes32 => uint256))", "address", "messages"),
  },
};

/** What keeps nothing. */
const NOTHING: StorageLayout = { storage: [], types: {} };

/** What packages ship compiled, without the compiler's word on its storage. */
const KEPT: Readonly<Partial<Record<ContractName, StorageLayout>>> = {
  SafeL2: SAFE,
  SafeProxyFactory: NOTHING,
  CompatibilityFallbackHandler: NOTHING,
  MultiSendCallOnly: NOTHING,
};

/** Slots of a system contract's ring: EIP-2935, EIP-4788. */
const RING = 8191;

const ring = (base: string): StorageType => ({
  ...{ encoding: "inplace", label: `${base}[${RING}]`, numberOfBytes: String(32 * RING) },
  base,
});

/** A contract that the protocol itself calls at the beginning of each block. */
export interface SystemContract {
  readonly name: string;
  readonly layout: StorageLayout;
}

/** By address, lower case. Their code is assembly: the standards say where it keeps what. */
export const SYSTEM_CONTRACTS: Readonly<Record<string, SystemContract>> = {
  "0x0000f90827f1c53a10cb7a02335b175320002935": {
    name: "EIP-2935 block hashes",
    layout: {
      storage: [at(0, "hashes", "hashes")],
      types: { hashes: ring("bytes32"), bytes32: value("bytes32", 32) },
    },
  },
  "0x000f3df6d732807ef1319fb7b8bb8522d0beac02": {
    name: "EIP-4788 beacon roots",
    layout: {
      storage: [at(0, "timestamps", "timestamps"), at(RING, "roots", "roots")],
      types: {
        timestamps: ring("uint256"),
        roots: ring("bytes32"),
        uint256: value("uint256", 32),
        bytes32: value("bytes32", 32),
      },
    },
  },
};

/** Where a contract keeps its variables, as its compiler tells it or as it is kept here; `null` if nobody does. */
export function layoutOf({ name, layout }: Pick<ContractType, "name" | "layout">): StorageLayout | null {
  return layout ?? KEPT[name] ?? null;
}
