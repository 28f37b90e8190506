import type { NationalModule } from "../model/modules.ts";
import { DAY_SECONDS } from "../model/units.ts";

/**
 * Who may call what on the national layer, as data: the deployment writes it into the AccessManager, reports compare
 * the chain with it. A restricted function without an entry is ADMIN's.
 */

/** Role ids of the AccessManager. ADMIN is its own constant; the rest are ours. */
export const ROLE_IDS = {
  ADMIN: 0n,
  GUARDIAN: 1n,
  OPERATOR: 2n,
  REGISTRAR: 3n,
  COUNCIL: 4n,
  ARBITER: 5n,
  PAUSER: 6n,
  WIRING: 7n,
  SEAT: 8n,
  JOB_REGISTRY: 10n,
  SETTLEMENT: 11n,
  POLICY: 12n,
  REWARD_ENGINE: 13n,
  ORACLE_SETTLER: 14n,
  /** 15 is the planetary layer's. */
  SORTITION: 16n,
  PAYOUT: 17n,
  REGION_EXECUTOR: 18n,
} as const;

export type RoleName = keyof typeof ROLE_IDS;

/** Contracts of the national layer that hold roles or whose functions need one. */
type NationalContract = "AccessManager" | "SystemPause" | NationalModule;

export interface RestrictedFunction {
  readonly contract: NationalContract;
  /** Canonical signature; its selector is what the AccessManager stores. */
  readonly signature: string;
  readonly role: RoleName;
}

export interface RoleDescription {
  readonly role: RoleName;
  /** Who holds it: people (bound to accounts by the plan), or contracts of the layer. */
  readonly holders: "people" | readonly NationalContract[];
  /** Seconds between scheduling and execution for human holders; contracts always have 0. */
  readonly executionDelaySeconds: number;
  readonly purpose: string;
  /** Who can cancel what holders have scheduled for functions of this role, besides themselves and ADMIN. */
  readonly guardian?: RoleName;
  /** Who grants and revokes it; by default ADMIN. */
  readonly admin?: RoleName;
}

/** Delay with which the arbiter's ruling executes. Shorter than the ruling window of every terms version. */
const ARBITER_DELAY_SECONDS = DAY_SECONDS;

/** Delay of everything that changes who may do what: time for the guardian to see it and to cancel it. */
const ADMIN_DELAY_SECONDS = 2 * DAY_SECONDS;

export const ROLES: readonly RoleDescription[] = [
  {
    role: "ADMIN",
    holders: "people",
    executionDelaySeconds: ADMIN_DELAY_SECONDS,
    purpose:
      "the owner: grants and targets, which the guardian can cancel; another guardian, which it cannot",
  },
  {
    role: "GUARDIAN",
    holders: ["IncentivePolicy"],
    executionDelaySeconds: 0,
    purpose:
      "pauses, and keeps accounts from judging, for a limited time, cancels what is scheduled; people hold it besides the policy contract, which runs pause checks",
    admin: "SEAT",
  },
  {
    role: "OPERATOR",
    holders: "people",
    executionDelaySeconds: 0,
    purpose: "delay policies, receipt anchors",
  },
  {
    role: "REGISTRAR",
    holders: "people",
    executionDelaySeconds: 0,
    purpose: "admits and revokes identities; those who judge after a delay",
  },
  {
    role: "COUNCIL",
    holders: "people",
    executionDelaySeconds: DAY_SECONDS,
    purpose: "parameters; the timelock holds it without a delay, since the delay is its own",
    guardian: "GUARDIAN",
  },
  {
    role: "ARBITER",
    holders: "people",
    executionDelaySeconds: ARBITER_DELAY_SECONDS,
    purpose: "the owner's ruling where a jury failed",
  },
  {
    role: "PAUSER",
    holders: "people",
    executionDelaySeconds: 0,
    purpose: "the owner's pause, which does not expire, and its end",
  },
  {
    role: "WIRING",
    holders: "people",
    executionDelaySeconds: ADMIN_DELAY_SECONDS,
    purpose:
      "the switch's list and limits; stands besides for the AccessManager's own functions, which ADMIN calls, so that the guardian can cancel them",
    guardian: "GUARDIAN",
  },
  {
    role: "SEAT",
    holders: ["GuardianSeat"],
    executionDelaySeconds: 0,
    purpose: "grants and revokes GUARDIAN",
  },
  {
    role: "JOB_REGISTRY",
    holders: ["JobRegistry"],
    executionDelaySeconds: 0,
    purpose: "funds escrow; drives rounds, disputes, delay policies and settlements",
  },
  {
    role: "SETTLEMENT",
    holders: [
      "JobRegistry",
      "ValidationModule",
      "JuryDraw",
      "DisputeModule",
      "JurySettlement",
      "JobSettlement",
    ],
    executionDelaySeconds: 0,
    purpose: "locks, releases and slashes stake, has juries drawn, closes ruled disputes",
  },
  {
    role: "SORTITION",
    holders: ["StakeManager"],
    executionDelaySeconds: 0,
    purpose: "sets validators' weights",
  },
  {
    role: "PAYOUT",
    holders: ["JobSettlement"],
    executionDelaySeconds: 0,
    purpose: "settles a job's committees, juries and escrow",
  },
  {
    role: "POLICY",
    holders: ["IncentivePolicy"],
    executionDelaySeconds: 0,
    purpose: "raises the temperature",
  },
  {
    role: "REWARD_ENGINE",
    holders: [],
    executionDelaySeconds: 0,
    purpose: "credits epoch rewards; held by the planetary layer's RewardEngineMB",
  },
  {
    role: "ORACLE_SETTLER",
    holders: [],
    executionDelaySeconds: 0,
    purpose: "uses attestations up; held by the planetary layer's RewardEngineMB",
  },
  {
    role: "REGION_EXECUTOR",
    holders: [],
    executionDelaySeconds: 0,
    purpose:
      "holds an acceptance until a dispute is approved; held by the planetary layer's executors, each for its own jobs",
  },
];

const TERMS_TYPE =
  "(address,uint16,uint16,uint16,uint16,uint32,uint32,uint32,uint32,(uint16,uint16,uint16,uint16)," +
  "(uint32,uint32,uint8,uint8,uint16,uint16,uint16,uint8,uint16,uint96),(uint16,uint8,uint8,uint32,uint32,uint32,uint32,uint16,uint16,uint96))";
const SHARES_TYPE = "(uint16,uint16,uint16,uint16)";
const LATE_JOB_TYPE = "(uint256,uint8,uint48,uint48,uint128,uint256,uint128,uint128)";
const BILL_TYPE = `(uint256,address,address,address,uint32,uint256,uint256,uint256,uint256,uint256,${SHARES_TYPE})`;
const KPIS_TYPE = "(int256,int256,int256)";
const ATTESTATION_TYPE = "(uint64,uint8,address,uint256,uint256,uint256,uint256,uint256,uint256,uint48)";

export const RESTRICTED_FUNCTIONS: readonly RestrictedFunction[] = [
  { contract: "AccessManager", signature: "labelRole(uint64,string)", role: "WIRING" },
  { contract: "AccessManager", signature: "grantRole(uint64,address,uint32)", role: "WIRING" },
  { contract: "AccessManager", signature: "revokeRole(uint64,address)", role: "WIRING" },
  { contract: "AccessManager", signature: "setRoleAdmin(uint64,uint64)", role: "WIRING" },
  { contract: "AccessManager", signature: "setRoleGuardian(uint64,uint64)", role: "WIRING" },
  { contract: "AccessManager", signature: "setGrantDelay(uint64,uint32)", role: "WIRING" },
  {
    contract: "AccessManager",
    signature: "setTargetFunctionRole(address,bytes4[],uint64)",
    role: "WIRING",
  },
  { contract: "AccessManager", signature: "setTargetAdminDelay(address,uint32)", role: "WIRING" },
  { contract: "AccessManager", signature: "setTargetClosed(address,bool)", role: "WIRING" },
  { contract: "AccessManager", signature: "updateAuthority(address,address)", role: "WIRING" },

  { contract: "SystemPause", signature: "pause()", role: "PAUSER" },
  { contract: "SystemPause", signature: "resume()", role: "PAUSER" },
  { contract: "SystemPause", signature: "registerModule(address)", role: "WIRING" },
  { contract: "SystemPause", signature: "setGuardianLimits(uint48,uint48)", role: "WIRING" },
  { contract: "SystemPause", signature: "guardianPause()", role: "GUARDIAN" },
  { contract: "SystemPause", signature: "guardianResume()", role: "GUARDIAN" },

  { contract: "IdentityRegistry", signature: "register(string,address,uint8)", role: "REGISTRAR" },
  { contract: "IdentityRegistry", signature: "setRoles(address,uint8)", role: "REGISTRAR" },
  { contract: "IdentityRegistry", signature: "closeFounding()", role: "REGISTRAR" },
  { contract: "IdentityRegistry", signature: "liftSuspension(address)", role: "REGISTRAR" },
  { contract: "IdentityRegistry", signature: "suspend(address)", role: "GUARDIAN" },

  { contract: "SortitionPool", signature: "setStake(uint8,address,uint256)", role: "SORTITION" },
  { contract: "SortitionPool", signature: "setStakes(uint8,(address,uint256)[])", role: "SORTITION" },

  { contract: "StakeManager", signature: "lock(uint256,address,uint8,uint256)", role: "SETTLEMENT" },
  { contract: "StakeManager", signature: "lockUpTo(uint256,uint8,(address,uint256)[])", role: "SETTLEMENT" },
  {
    contract: "StakeManager",
    signature: "endLocks(uint256,uint8,(address,uint256,uint256,uint8)[])",
    role: "SETTLEMENT",
  },
  { contract: "StakeManager", signature: "fundEscrow(uint256,address,uint256,uint8)", role: "JOB_REGISTRY" },
  {
    contract: "StakeManager",
    signature: "settleEscrow(uint256,(address,uint256,uint8)[],uint256)",
    role: "PAYOUT",
  },
  {
    contract: "StakeManager",
    signature: "creditRewards(bytes32,address[],uint256[])",
    role: "REWARD_ENGINE",
  },
  { contract: "StakeManager", signature: "setUnbondingSeconds(uint48)", role: "COUNCIL" },

  {
    contract: "ValidationModule",
    signature: "openRound((uint256,address,address,address,uint32,uint256))",
    role: "JOB_REGISTRY",
  },
  { contract: "ValidationModule", signature: "closeRound(uint256)", role: "JOB_REGISTRY" },
  { contract: "ValidationModule", signature: "nameDriver(uint256,address)", role: "JOB_REGISTRY" },
  { contract: "ValidationModule", signature: "settle(uint256,uint8)", role: "PAYOUT" },

  {
    contract: "JuryDraw",
    signature:
      "seat((uint256,address,address,address,address[],bytes32,uint48,uint48,bool,uint8,uint8,uint96))",
    role: "SETTLEMENT",
  },

  {
    contract: "DisputeModule",
    signature: "openDispute((uint256,address,address,address,address,uint8,uint32,uint256,bytes32))",
    role: "JOB_REGISTRY",
  },
  { contract: "DisputeModule", signature: "openAppeal(uint256,address,bytes32)", role: "JOB_REGISTRY" },
  { contract: "DisputeModule", signature: "closeJurors(uint256,uint256)", role: "SETTLEMENT" },
  { contract: "DisputeModule", signature: "closeDispute(uint256)", role: "SETTLEMENT" },
  { contract: "DisputeModule", signature: "ruleByOwner(uint256,uint8)", role: "ARBITER" },

  { contract: "JurySettlement", signature: "settle(uint256)", role: "PAYOUT" },

  {
    contract: "EnergyOracle",
    signature: `consume(${ATTESTATION_TYPE},(address,bytes)[])`,
    role: "ORACLE_SETTLER",
  },
  { contract: "EnergyOracle", signature: "setSigners(address[],uint256)", role: "COUNCIL" },

  { contract: "Thermostat", signature: "raiseTowardsEmergency(uint256)", role: "POLICY" },
  { contract: "Thermostat", signature: "setBaseTemperature(uint256)", role: "COUNCIL" },
  { contract: "Thermostat", signature: "setBounds((uint256,uint256,uint256))", role: "COUNCIL" },
  { contract: "Thermostat", signature: "setGains((int256,int256,int256,int256,int256))", role: "COUNCIL" },
  { contract: "Thermostat", signature: `setKpis(${KPIS_TYPE},${KPIS_TYPE})`, role: "COUNCIL" },
  { contract: "Thermostat", signature: "setRoleOffset(uint8,int256)", role: "COUNCIL" },

  { contract: "IncentivePolicy", signature: `applyDelayPolicy(${LATE_JOB_TYPE})`, role: "JOB_REGISTRY" },
  { contract: "IncentivePolicy", signature: `setRoleShares(${SHARES_TYPE})`, role: "COUNCIL" },
  {
    contract: "IncentivePolicy",
    signature: `setShareBounds(${SHARES_TYPE},${SHARES_TYPE})`,
    role: "COUNCIL",
  },
  { contract: "IncentivePolicy", signature: `setDelayLimits(${SHARES_TYPE})`, role: "COUNCIL" },

  {
    contract: "JobSettlement",
    signature: `settleJudged(${BILL_TYPE},uint8,bool)`,
    role: "JOB_REGISTRY",
  },
  { contract: "JobSettlement", signature: `settleUnjudged(${BILL_TYPE})`, role: "JOB_REGISTRY" },

  { contract: "JobRegistry", signature: "triggerDelayPolicy(uint256)", role: "OPERATOR" },
  { contract: "JobRegistry", signature: "triggerPauseCheck(uint256)", role: "GUARDIAN" },
  { contract: "JobRegistry", signature: "holdOutcome(uint256,bytes32,uint32)", role: "REGION_EXECUTOR" },
  { contract: "JobRegistry", signature: "nameDriver(uint256,address)", role: "REGION_EXECUTOR" },
  { contract: "JobTerms", signature: `setTerms(${TERMS_TYPE})`, role: "COUNCIL" },

  { contract: "ReceiptAnchor", signature: "anchor(bytes32,bytes32)", role: "OPERATOR" },

  { contract: "GuardianSeat", signature: "announce(address,address)", role: "ADMIN" },
  { contract: "GuardianSeat", signature: "withdraw()", role: "ADMIN" },
];
