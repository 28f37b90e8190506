import type { ContractName } from "../../model/contracts.ts";

/** The treasury is what a layer's plan says, and no contract's name says it. */
const TREASURY = null;

/** Views that name another contract, and which one it is by deployment; by artefact. */
const LINKS: Partial<
  Readonly<Record<ContractName, Readonly<Record<string, ContractName | typeof TREASURY>>>>
> = {
  SortitionPool: { identities: "IdentityRegistry" },
  StakeManager: { token: "AGIALPHA", identities: "IdentityRegistry", pool: "SortitionPool" },
  JobTerms: { stakeManager: "StakeManager" },
  ValidationModule: { pool: "SortitionPool", stakeManager: "StakeManager", terms: "JobTerms" },
  JuryDraw: { validation: "ValidationModule" },
  DisputeModule: { draws: "JuryDraw" },
  JurySettlement: { disputes: "DisputeModule" },
  JobSettlement: {
    stakeManager: "StakeManager",
    terms: "JobTerms",
    validation: "ValidationModule",
    juries: "JurySettlement",
  },
  Thermostat: { oracle: "EnergyOracle" },
  IncentivePolicy: { thermostat: "Thermostat" },
  GuardianSeat: { stakeManager: "StakeManager" },
  RewardEngineMB: {
    oracle: "EnergyOracle",
    stakeManager: "StakeManager",
    incentivePolicy: "IncentivePolicy",
    thermostat: "Thermostat",
    treasury: TREASURY,
  },
  RegionalExecutor: { jobRegistry: "JobRegistry", jobTerms: "JobTerms", treasury: TREASURY },
  QuadraticGovernor: { identities: "IdentityRegistry", timelock: "CouncilTimelock" },
  BudgetDivision: { governor: "QuadraticGovernor" },
};

/** The links of a contract, whatever it is. */
export function linksOf(artifact: string): (readonly [view: string, target: ContractName | null])[] {
  return Object.entries(LINKS[artifact as ContractName] ?? {});
}
