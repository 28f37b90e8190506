import type { Interface } from "ethers/abi";
import type { StorageLayout } from "./storage-layout.ts";

const SAFE = "@safe-global/safe-contracts/build/artifacts/contracts";

/** Where each contract's artefact comes from: our own compilation, or a package as it ships. */
export const CONTRACT_SOURCES = {
  AGIALPHA: "contracts/national/AGIALPHA.sol",
  IdentityRegistry: "contracts/national/IdentityRegistry.sol",
  SystemPause: "contracts/national/SystemPause.sol",
  ReceiptAnchor: "contracts/national/ReceiptAnchor.sol",
  IncentivePolicy: "contracts/national/IncentivePolicy.sol",
  EnergyOracle: "contracts/national/EnergyOracle.sol",
  Thermostat: "contracts/national/Thermostat.sol",
  SortitionPool: "contracts/national/SortitionPool.sol",
  StakeManager: "contracts/national/StakeManager.sol",
  JobTerms: "contracts/national/JobTerms.sol",
  JobSettlement: "contracts/national/JobSettlement.sol",
  JobRegistry: "contracts/national/JobRegistry.sol",
  ValidationModule: "contracts/national/ValidationModule.sol",
  DisputeModule: "contracts/national/DisputeModule.sol",
  JuryDraw: "contracts/national/JuryDraw.sol",
  JurySettlement: "contracts/national/JurySettlement.sol",
  GuardianSeat: "contracts/national/GuardianSeat.sol",
  CouncilTimelock: "contracts/planetary/CouncilTimelock.sol",
  QuadraticGovernor: "contracts/planetary/QuadraticGovernor.sol",
  Precondition: "contracts/planetary/Precondition.sol",
  BudgetDivision: "contracts/planetary/BudgetDivision.sol",
  RewardEngineMB: "contracts/planetary/RewardEngineMB.sol",
  RegionalExecutor: "contracts/planetary/RegionalExecutor.sol",
  SafeL2: `${SAFE}/SafeL2.sol/SafeL2.json`,
  SafeProxyFactory: `${SAFE}/proxies/SafeProxyFactory.sol/SafeProxyFactory.json`,
  CompatibilityFallbackHandler: `${SAFE}/handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler.json`,
  MultiSendCallOnly: `${SAFE}/libraries/MultiSendCallOnly.sol/MultiSendCallOnly.json`,
  AccessManager: "@openzeppelin/contracts/build/contracts/AccessManager.json",
} as const;

export type ContractName = keyof typeof CONTRACT_SOURCES;

export function isContractName(text: string): text is ContractName {
  return Object.hasOwn(CONTRACT_SOURCES, text);
}

export interface ContractType {
  readonly name: ContractName;
  readonly abi: Interface;
  /** Creation code without constructor arguments, 0x-prefixed. */
  readonly bytecode: string;
  /** As its compiler tells it; `null` of what a package ships compiled. */
  readonly layout: StorageLayout | null;
}
