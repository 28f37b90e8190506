import { createRequire } from "node:module";
import { join } from "node:path";
import { isBuilt, PACKAGE } from "../support/root.ts";

const SAFE = "@safe-global/safe-contracts/build/artifacts/contracts";

/** Where each contract's artefact comes from: our own compilation, or a package as it ships. */
export const CONTRACT_SOURCES = {
  AGIALPHA: "contracts/national/AGIALPHA.sol",
  IdentityRegistry: "contracts/national/IdentityRegistry.sol",
  SystemPause: "contracts/national/SystemPause.sol",
  ReceiptAnchor: "contracts/national/ReceiptAnchor.sol",
  IncentivePolicy: "contracts/national/IncentivePolicy.sol",
  Thermostat: "contracts/national/Thermostat.sol",
  StakeManager: "contracts/national/StakeManager.sol",
  JobTerms: "contracts/national/JobTerms.sol",
  JobRegistry: "contracts/national/JobRegistry.sol",
  ValidationModule: "contracts/national/ValidationModule.sol",
  DisputeModule: "contracts/national/DisputeModule.sol",
  CouncilTimelock: "contracts/planetary/CouncilTimelock.sol",
  QuadraticGovernor: "contracts/planetary/QuadraticGovernor.sol",
  EnergyOracle: "contracts/planetary/EnergyOracle.sol",
  RewardEngineMB: "contracts/planetary/RewardEngineMB.sol",
  RegionalExecutor: "contracts/planetary/RegionalExecutor.sol",
  SafeL2: `${SAFE}/SafeL2.sol/SafeL2.json`,
  SafeProxyFactory: `${SAFE}/proxies/SafeProxyFactory.sol/SafeProxyFactory.json`,
  CompatibilityFallbackHandler: `${SAFE}/handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler.json`,
  MultiSendCallOnly: `${SAFE}/libraries/MultiSendCallOnly.sol/MultiSendCallOnly.json`,
  AccessManager: "@openzeppelin/contracts/build/contracts/AccessManager.json",
} as const;

export type ContractName = keyof typeof CONTRACT_SOURCES;

/**
 * The build copies what is used of the artefacts beside its own code: an installed package has nothing else.
 *
 * @returns absolute path of a JSON file that has at least `abi` and `bytecode`
 */
export function artefactFile(name: ContractName): string {
  return isBuilt ? join(PACKAGE, "dist", "contracts", `${name}.json`) : sourceFile(name);
}

function sourceFile(name: ContractName): string {
  const source = CONTRACT_SOURCES[name];
  if (source.endsWith(".json")) return createRequire(import.meta.url).resolve(source);
  return join(PACKAGE, "artifacts", source, `${name}.json`);
}
