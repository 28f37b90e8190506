import { type DrillContract, drillContract } from "./drill-contracts.ts";

/** What a drill may set: by their contracts the functions that the council's role lets call, and those of regions' budgets. */
const SETTERS: Readonly<Record<string, readonly string[]>> = {
  SystemPause: ["setGuardianLimits"],
  StakeManager: ["setUnbondingSeconds"],
  EnergyOracle: ["setSigners"],
  Thermostat: ["setBaseTemperature", "setBounds", "setGains", "setKpis", "setRoleOffset"],
  IncentivePolicy: ["setRoleShares", "setShareBounds", "setDelayLimits"],
  JobTerms: ["setTerms"],
  RewardEngineMB: ["setParameters"],
  BudgetDivision: ["open"],
  RegionalExecutor: ["approveBudget", "approveDispute"],
};

/** One of them. */
export interface GovernedSetter extends DrillContract {
  /** Name in the address book. */
  readonly contract: string;
  readonly function: string;
}

/** As definitions name them; the executor of a region by `RegionalExecutor REGION`. */
export const GOVERNED_SETTERS: readonly string[] = Object.entries(SETTERS).flatMap(([contract, names]) =>
  names.map((name) => `${contract === "RegionalExecutor" ? `${contract} REGION` : contract}.${name}`),
);

/** @param word such as `Thermostat.setGains`. @returns `null` if it is none */
export function governedSetter(word: string): GovernedSetter | null {
  const dot = word.lastIndexOf(".");
  const [contract, name] = [word.slice(0, dot), word.slice(dot + 1)];
  const known = drillContract(contract);
  if (known === null || SETTERS[known.artifact]?.includes(name) !== true) return null;
  return { ...known, contract, function: name };
}
