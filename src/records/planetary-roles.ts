import { id } from "ethers/hash";
import type { PlanetaryModule } from "../model/modules.ts";
import { regionOfExecutor } from "./planetary-settings.ts";
import { ROLE_IDS, type RoleName } from "./roles.ts";

/** Roles that only the planetary layer has; ids follow those of the national layer. */
export const PLANETARY_ROLE_IDS = { BUDGET: 15n } as const;

export type PlanetaryRole = keyof typeof PLANETARY_ROLE_IDS;

/** The roles of both layers. */
export const ALL_ROLE_IDS: Readonly<Record<RoleName | PlanetaryRole, bigint>> = {
  ...ROLE_IDS,
  ...PLANETARY_ROLE_IDS,
};

/** Stands in the table for the role that each region's operator has for its own executor. */
export const REGION_OPERATOR = "OPERATOR of the region";

export type TableRole = PlanetaryRole | RoleName | typeof REGION_OPERATOR;

/** The label of a region's own role. */
export function operatorRole(region: string): string {
  return `OPERATOR:${region}`;
}

/** Its number: the first eight bytes of keccak256 of its label, so that no role drives two regions. */
export function operatorRoleId(region: string): bigint {
  return BigInt(id(operatorRole(region)).slice(0, 18));
}

/** The number of a role of the table, as it stands for a contract of that name in the address book. */
export function roleIdAt(role: TableRole, contract: string): bigint {
  return role === REGION_OPERATOR ? operatorRoleId(regionOfExecutor(contract)) : ALL_ROLE_IDS[role];
}

/** Its label there. */
export function roleNameAt(role: TableRole, contract: string): string {
  return role === REGION_OPERATOR ? operatorRole(regionOfExecutor(contract)) : role;
}

/** Which of the layer's contracts hold which roles, none of them with a delay; `RegionalExecutor` stands for each region's. */
export const PLANETARY_GRANTS = [
  { role: "COUNCIL", holder: "CouncilTimelock" },
  { role: "BUDGET", holder: "CouncilTimelock" },
  { role: "BUDGET", holder: "BudgetDivision" },
  { role: "REWARD_ENGINE", holder: "RewardEngineMB" },
  { role: "ORACLE_SETTLER", holder: "RewardEngineMB" },
  { role: "REGION_EXECUTOR", holder: "RegionalExecutor" },
] as const satisfies readonly { role: PlanetaryRole | RoleName; holder: string }[];

/** One contract's functions that need one role. */
interface RoleEntry {
  readonly contract: PlanetaryModule;
  readonly role: TableRole;
  readonly signatures: readonly string[];
}

const REGION_TERMS = "(uint128,uint128,uint32)";
const JOB_REQUEST = "(bytes32,bytes32,bytes32,address,uint128,uint128,uint128,uint32,uint8,uint256[])";

/** The planetary part of the role table; `RegionalExecutor` stands for each region's. */
export const PLANETARY_FUNCTIONS: readonly RoleEntry[] = [
  {
    contract: "RewardEngineMB",
    role: "COUNCIL",
    signatures: ["setParameters((uint256,uint256,uint256,uint256,uint256))"],
  },
  {
    contract: "BudgetDivision",
    role: "BUDGET",
    signatures: [`open(uint256,(address,uint64,${REGION_TERMS})[])`],
  },
  {
    contract: "RegionalExecutor",
    role: "BUDGET",
    signatures: [`approveBudget(uint64,uint256,${REGION_TERMS})`, "approveDispute(uint256,bytes32)"],
  },
  {
    contract: "RegionalExecutor",
    role: REGION_OPERATOR,
    signatures: [
      `createJob(${JOB_REQUEST})`,
      `reopenJob(uint256,${JOB_REQUEST})`,
      "cancelJob(uint256)",
      "raiseDispute(uint256,bytes32)",
      "appeal(uint256,bytes32)",
      "reportTelemetry(uint64,bytes32,uint32)",
      "returnRemainder()",
    ],
  },
];
