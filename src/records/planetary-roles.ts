import type { PlanetaryModule } from "../model/modules.ts";
import { ROLE_IDS, type RoleName } from "./roles.ts";

/** Roles that only the planetary layer has; ids follow those of the national layer. */
export const PLANETARY_ROLE_IDS = { BUDGET: 15n } as const;

export type PlanetaryRole = keyof typeof PLANETARY_ROLE_IDS;

/** The roles of both layers. */
export const ALL_ROLE_IDS: Readonly<Record<RoleName | PlanetaryRole, bigint>> = {
  ...ROLE_IDS,
  ...PLANETARY_ROLE_IDS,
};

/** Which of the layer's contracts hold which roles, none of them with a delay. */
export const PLANETARY_GRANTS = [
  { role: "COUNCIL", holder: "CouncilTimelock" },
  { role: "BUDGET", holder: "CouncilTimelock" },
  { role: "BUDGET", holder: "BudgetDivision" },
  { role: "REWARD_ENGINE", holder: "RewardEngineMB" },
  { role: "ORACLE_SETTLER", holder: "RewardEngineMB" },
] as const satisfies readonly { role: PlanetaryRole | RoleName; holder: string }[];

/** One contract's functions that need one role. */
interface RoleEntry {
  readonly contract: PlanetaryModule;
  readonly role: PlanetaryRole | RoleName;
  readonly signatures: readonly string[];
}

const JOB_REQUEST = "(bytes32,bytes32,bytes32,address,uint128,uint128,uint128,uint32,uint8,uint256[])";

/** The planetary part of the role table; `RegionalExecutor` stands for each region's. */
export const PLANETARY_FUNCTIONS: readonly RoleEntry[] = [
  {
    contract: "RewardEngineMB",
    role: "COUNCIL",
    signatures: ["setParameters((uint256,uint256,uint256,uint256))"],
  },
  { contract: "BudgetDivision", role: "BUDGET", signatures: ["open(uint256,(address,uint256)[])"] },
  { contract: "RegionalExecutor", role: "BUDGET", signatures: ["approveBudget(uint256,uint256)"] },
  {
    contract: "RegionalExecutor",
    role: "OPERATOR",
    signatures: [
      `createJob(${JOB_REQUEST})`,
      "cancelJob(uint256)",
      "raiseDispute(uint256,bytes32)",
      "appeal(uint256,bytes32)",
      "reportTelemetry(uint64,bytes32,uint32)",
      "returnRemainder()",
    ],
  },
];
