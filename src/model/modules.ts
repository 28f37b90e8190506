import type { ContractName } from "./contracts.ts";

/** The national contracts that obey SystemPause and the AccessManager, in the order of their deployment. */
export const NATIONAL_MODULES = [
  "IdentityRegistry",
  "SortitionPool",
  "StakeManager",
  "JobTerms",
  "ValidationModule",
  "JuryDraw",
  "DisputeModule",
  "JurySettlement",
  "EnergyOracle",
  "Thermostat",
  "IncentivePolicy",
  "JobSettlement",
  "JobRegistry",
  "ReceiptAnchor",
  "GuardianSeat",
] as const satisfies readonly ContractName[];

export type NationalModule = (typeof NATIONAL_MODULES)[number];

/**
 * Those of the planetary layer, in the same order; `RegionalExecutor` stands for each region's, and `BudgetDivision` is there
 * where a council is.
 */
export const PLANETARY_MODULES = [
  "BudgetDivision",
  "RewardEngineMB",
  "RegionalExecutor",
] as const satisfies readonly ContractName[];

export type PlanetaryModule = (typeof PLANETARY_MODULES)[number];

const MODULES: ReadonlySet<string> = new Set([...NATIONAL_MODULES, ...PLANETARY_MODULES]);

const KEEPERS: ReadonlySet<string> = new Set<PlanetaryModule>(["RewardEngineMB", "RegionalExecutor"]);

/** @returns whether it obeys SystemPause and the AccessManager. */
export function isModule({ artifact }: { readonly artifact: string }): boolean {
  return MODULES.has(artifact);
}

/** @returns whether it keeps tokens, of which the treasury gets what is left. */
export function isKeeper({ artifact }: { readonly artifact: string }): boolean {
  return KEEPERS.has(artifact);
}
