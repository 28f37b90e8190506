import { id } from "ethers/hash";
import type { Cast } from "../../model/cast.ts";
import { NATIONAL_MODULES, type NationalModule } from "../../model/modules.ts";
import type { Plan } from "../../model/plan.ts";
import { DAY_SECONDS } from "../../model/units.ts";
import { grantsToPeople } from "../../records/grants.ts";
import { oracleSigning } from "../../records/oracle-signing.ts";
import { RESTRICTED_FUNCTIONS, ROLE_IDS, ROLES, type RoleName } from "../../records/roles.ts";
import {
  councilStakeOf,
  executionDelayOf,
  GUARDIAN_COOLDOWN_SECONDS,
  incentiveConfig,
  jobTerms,
  thermostatConfig,
  unbondingSettings,
} from "../../records/settings.ts";
import { type Deployment, deploymentRequests } from "../deploy.ts";
import type { Driver, Step } from "../driver.ts";
import { createOwnerSafe, SAFE_DEPLOYMENTS } from "../safe-creation.ts";

/** What the layer gets from its mission, beyond its own plan. */
interface LayerTerms {
  readonly supplyWei: bigint;
  readonly judgingDelaySeconds: number;
}

/**
 * Deploys the national layer, writes the role table into its AccessManager, and hands it to the owner: the
 * deployer keeps nothing.
 *
 * @param terms.supplyWei the token's whole supply, which the treasury gets.
 * @param terms.judgingDelaySeconds until somebody judges, or judges no more, by the registrar's word.
 */
export async function deployNational(
  driver: Driver,
  cast: Cast,
  plan: Plan,
  terms: LayerTerms,
): Promise<void> {
  const { chain, book } = driver;
  const all = [...SAFE_DEPLOYMENTS, ...deployments(cast, plan, terms)];
  await driver.send({ transactions: await deploymentRequests(chain, book, cast.deployer, all) });
  await createOwnerSafe(driver, cast.deployer, cast.owner);
  await driver.mine({ steps: wiring(driver, cast) });
}

/** In the order in which contracts know each other: each names only earlier ones. */
function deployments(cast: Cast, plan: Plan, { supplyWei, judgingDelaySeconds }: LayerTerms): Deployment[] {
  const { windows } = plan.protocol;
  return [
    { name: "AccessManager", artifact: "AccessManager", args: () => [cast.deployer.address] },
    {
      name: "SystemPause",
      artifact: "SystemPause",
      args: (at) => [at("AccessManager"), windows.guardianPauseSeconds, GUARDIAN_COOLDOWN_SECONDS],
    },
    { name: "AGIALPHA", artifact: "AGIALPHA", args: () => [cast.treasury.address, supplyWei] },
    ...modules(cast, plan, judgingDelaySeconds),
  ];
}

function modules(cast: Cast, plan: Plan, judgingDelaySeconds: number): Deployment[] {
  const { signers, threshold } = oracleSigning(cast);
  const { leastSeconds, seconds } = unbondingSettings(plan);
  return [
    module("IdentityRegistry", [], judgingDelaySeconds),
    module("SortitionPool", ["IdentityRegistry"], councilStakeOf(plan)),
    module("StakeManager", ["AGIALPHA", "IdentityRegistry", "SortitionPool"], leastSeconds, seconds),
    module("JobTerms", ["StakeManager"], DAY_SECONDS, jobTerms(plan, cast.treasury.address)),
    module("ValidationModule", ["SortitionPool", "StakeManager", "JobTerms"]),
    module("JuryDraw", ["ValidationModule"]),
    module("DisputeModule", ["JuryDraw"]),
    module("JurySettlement", ["DisputeModule"]),
    module("EnergyOracle", [], signers, threshold),
    module("Thermostat", ["EnergyOracle"], thermostatConfig(plan)),
    module("IncentivePolicy", ["Thermostat"], incentiveConfig(plan)),
    module("JobSettlement", ["StakeManager", "JobTerms", "ValidationModule", "JurySettlement"]),
    registry(),
    module("ReceiptAnchor"),
    module("GuardianSeat", ["StakeManager"], ROLE_IDS.GUARDIAN),
  ];
}

/** @param known contracts whose addresses it is given, before what else it is given */
function module(name: NationalModule, known: readonly string[] = [], ...others: unknown[]): Deployment {
  return {
    name,
    artifact: name,
    args: (at) => [...["AccessManager", "SystemPause", ...known].map(at), ...others],
  };
}

function registry(): Deployment {
  return {
    name: "JobRegistry",
    artifact: "JobRegistry",
    args: (at) => [
      at("AccessManager"),
      at("SystemPause"),
      {
        terms: at("JobTerms"),
        identities: at("IdentityRegistry"),
        stakeManager: at("StakeManager"),
        validation: at("ValidationModule"),
        disputes: at("DisputeModule"),
        incentives: at("IncentivePolicy"),
        thermostat: at("Thermostat"),
        settlement: at("JobSettlement"),
      },
    ],
  };
}

/** Modules are listed first, as long as the deployer may: afterwards it takes a role that it does not have. */
function wiring(driver: Driver, cast: Cast): Step[] {
  const { book } = driver;
  const manager = (name: string, ...args: unknown[]): Step => ({
    from: cast.deployer,
    contract: "AccessManager",
    function: name,
    args,
  });
  const grant = (role: RoleName, address: string, delaySeconds = 0) =>
    manager("grantRole", ROLE_IDS[role], address, delaySeconds);
  const grants = grantsToPeople(cast).map(({ role, account }) =>
    grant(role, account.address, executionDelayOf(role)),
  );
  return [
    ...NATIONAL_MODULES.map((name) => ({
      from: cast.deployer,
      contract: "SystemPause",
      function: "registerModule",
      args: [book.get(name).address],
    })),
    ...selectorsByTarget().map(({ contract, role, selectors }) =>
      manager("setTargetFunctionRole", book.get(contract).address, selectors, ROLE_IDS[role]),
    ),
    ...ROLES.filter(({ role }) => role !== "ADMIN").map(({ role }) =>
      manager("labelRole", ROLE_IDS[role], role),
    ),
    ...ROLES.flatMap(({ role, holders }) =>
      holders === "people" ? [] : holders.map((name) => grant(role, book.get(name).address)),
    ),
    ...grants.slice(0, -1),
    ...ROLES.flatMap(({ role, admin, guardian }) => [
      ...(guardian ? [manager("setRoleGuardian", ROLE_IDS[role], ROLE_IDS[guardian])] : []),
      ...(admin ? [manager("setRoleAdmin", ROLE_IDS[role], ROLE_IDS[admin])] : []),
    ]),
    ...grants.slice(-1),
    manager("renounceRole", ROLE_IDS.ADMIN, cast.deployer.address),
  ];
}

/** One entry for every pair of contract and role, in the order of the table. */
function selectorsByTarget(): { contract: string; role: RoleName; selectors: string[] }[] {
  const groups = new Map<string, { contract: string; role: RoleName; selectors: string[] }>();
  for (const { contract, signature, role } of RESTRICTED_FUNCTIONS) {
    const key = `${contract} ${role}`;
    const group = groups.get(key) ?? { contract, role, selectors: [] };
    group.selectors.push(id(signature).slice(0, 10));
    groups.set(key, group);
  }
  return [...groups.values()];
}
