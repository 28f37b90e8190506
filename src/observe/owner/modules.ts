/** Artefacts of the contracts that obey SystemPause and the AccessManager; everything else that is deployed is no module. */
const MODULES: ReadonlySet<string> = new Set([
  "IdentityRegistry",
  "StakeManager",
  "ValidationModule",
  "DisputeModule",
  "Thermostat",
  "IncentivePolicy",
  "JobTerms",
  "JobRegistry",
  "ReceiptAnchor",
  "EnergyOracle",
  "RewardEngineMB",
  "RegionalExecutor",
]);

export function isModule({ artifact }: { readonly artifact: string }): boolean {
  return MODULES.has(artifact);
}
