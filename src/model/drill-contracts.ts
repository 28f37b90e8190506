import { type ContractName, isContractName } from "./contracts.ts";
import { NATIONAL_MODULES, PLANETARY_MODULES } from "./modules.ts";

/** A contract that a drill's definition may name. */
export interface DrillContract {
  readonly artifact: ContractName;
  /** The first stage that has it. */
  readonly stage: "takeoff" | "global";
  /** Whose executor it is; `null` of all others. */
  readonly region: string | null;
}

const NATIONAL: readonly string[] = ["AGIALPHA", "AccessManager", "SystemPause", ...NATIONAL_MODULES];
const PLANETARY: readonly string[] = [
  ...PLANETARY_MODULES.filter((name) => name !== "RegionalExecutor"),
  "QuadraticGovernor",
  "CouncilTimelock",
];
const EXECUTOR = "RegionalExecutor ";

/** Names as the address book has them, without those of executors. */
export const DRILL_CONTRACTS: readonly string[] = [...NATIONAL, ...PLANETARY];

/** @returns what a name of the address book stands for; `null` if drills have nothing to do with it. */
export function drillContract(name: string): DrillContract | null {
  if (name.startsWith(EXECUTOR))
    return { artifact: "RegionalExecutor", stage: "global", region: name.slice(EXECUTOR.length) };
  if (!isContractName(name) || !DRILL_CONTRACTS.includes(name)) return null;
  return { artifact: name, stage: NATIONAL.includes(name) ? "takeoff" : "global", region: null };
}

/** What the address book calls a region's executor. */
export function executorOf(region: string): string {
  return `${EXECUTOR}${region}`;
}
