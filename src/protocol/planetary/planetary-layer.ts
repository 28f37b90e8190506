import { encodeBytes32String } from "ethers/abi";
import { id } from "ethers/hash";
import type { Cast } from "../../model/cast.ts";
import { ROLE } from "../../model/enums.ts";
import type { Plan } from "../../model/plan.ts";
import { holdersOf, signatoriesOf } from "../../records/casting.ts";
import { SALTS } from "../../records/owner-safe.ts";
import {
  councilThreshold,
  DIVISION,
  executorName,
  executorRegions,
  governorConfiguration,
  PRECONDITION,
  REWARD_COLLECTION_SECONDS,
  REWARD_EPOCH_SECONDS,
  rewardParameters,
  TREASURY,
} from "../../records/planetary-settings.ts";
import { administer } from "../administration.ts";
import { type Deployment, deploymentRequests } from "../deploy.ts";
import type { Driver } from "../driver.ts";
import { createSafe } from "../safe-creation.ts";
import { admissionSteps, wiringCalls } from "./wiring.ts";

/**
 * Deploys the planetary layer beside the national one: a Safe of the council, governor, timelock and division, a reward engine, an
 * executor for each region; then the owner writes its part of the role table, and the registrar admits the executors.
 */
export async function deployPlanetary(driver: Driver, cast: Cast, plan: Plan): Promise<void> {
  const { chain, book } = driver;
  const owners = signatoriesOf(cast).map(({ account }) => account);
  const threshold = councilThreshold(owners.length);
  await createSafe(driver, cast.deployer, { name: TREASURY, salt: SALTS.treasury, owners, threshold });
  const requests = await deploymentRequests(chain, book, cast.deployer, layer(cast, plan));
  await driver.send({ transactions: requests });
  await administer(driver, cast.owner, wiringCalls(book, cast, plan));
  await driver.mine({ steps: admissionSteps(book, cast, plan) });
}

function layer(cast: Cast, plan: Plan): Deployment[] {
  return [
    ...(holdersOf(cast.people, ROLE.council).length > 0 ? voting(cast, plan) : []),
    rewardEngine(plan),
    ...executorRegions(plan).map(executor),
  ];
}

function rewardEngine(plan: Plan): Deployment {
  return {
    name: "RewardEngineMB",
    artifact: "RewardEngineMB",
    args: (at) => [
      at("AccessManager"),
      at("SystemPause"),
      {
        oracle: at("EnergyOracle"),
        stakeManager: at("StakeManager"),
        incentivePolicy: at("IncentivePolicy"),
        thermostat: at("Thermostat"),
        treasury: at(TREASURY),
      },
      REWARD_EPOCH_SECONDS,
      REWARD_COLLECTION_SECONDS,
      rewardParameters(plan),
    ],
  };
}

function executor(region: string): Deployment {
  return {
    name: executorName(region),
    artifact: "RegionalExecutor",
    args: (at) => [
      at("AccessManager"),
      at("SystemPause"),
      at("JobRegistry"),
      at(TREASURY),
      regionLabel(region),
    ],
  };
}

/** Where nobody could vote there is neither governor nor timelock, and nothing to divide by votes. */
function voting(cast: Cast, plan: Plan): Deployment[] {
  return [
    {
      name: "CouncilTimelock",
      artifact: "CouncilTimelock",
      args: (at) => [plan.governance.quadraticVoting.executionDelaySeconds, at("QuadraticGovernor")],
    },
    {
      name: "QuadraticGovernor",
      artifact: "QuadraticGovernor",
      args: (at) => [
        at("CouncilTimelock"),
        at("IdentityRegistry"),
        governorConfiguration(plan, cast.guardian.address),
      ],
    },
    { name: PRECONDITION, artifact: "Precondition", args: () => [] },
    {
      name: DIVISION,
      artifact: "BudgetDivision",
      args: (at) => [at("AccessManager"), at("SystemPause"), at("QuadraticGovernor")],
    },
  ];
}

/** Short ids stay readable on chain, longer ones become their hash. */
function regionLabel(region: string): string {
  return region.length < 32 ? encodeBytes32String(region) : id(region);
}
