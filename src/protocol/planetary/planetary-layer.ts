import { encodeBytes32String } from "ethers/abi";
import { id } from "ethers/hash";
import type { Cast } from "../../model/cast.ts";
import { ROLE } from "../../model/enums.ts";
import type { Plan } from "../../model/plan.ts";
import { holdersOf, signatoriesOf } from "../../records/casting.ts";
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
import { type Deployment, deploymentRequests } from "../deploy.ts";
import type { Driver, Step } from "../driver.ts";
import { wiringSteps } from "./wiring.ts";

const ZERO = `0x${"00".repeat(20)}`;

/**
 * Deploys the planetary layer beside the national one: a Safe of the council, governor, timelock and division, a reward engine, an
 * executor for each region; then the owner writes its part of the role table.
 */
export async function deployPlanetary(driver: Driver, cast: Cast, plan: Plan): Promise<void> {
  const { chain, book } = driver;
  const send = async (list: readonly Deployment[]) =>
    driver.send({ transactions: await deploymentRequests(chain, book, cast.deployer, list) });
  await send(SAFE_PARTS);
  const creation = createSafe(driver, cast);
  const [foretold] = await driver.read([creation]);
  book.add(TREASURY, foretold?.[0] as string, "SafeL2");
  await driver.mine({ steps: [creation] });
  await send(layer(cast, plan));
  await driver.mine({ steps: wiringSteps(book, cast, plan) });
}

const SAFE_PARTS: readonly Deployment[] = [
  { name: "SafeL2", artifact: "SafeL2", args: () => [] },
  { name: "SafeProxyFactory", artifact: "SafeProxyFactory", args: () => [] },
  { name: "CompatibilityFallbackHandler", artifact: "CompatibilityFallbackHandler", args: () => [] },
  { name: "MultiSendCallOnly", artifact: "MultiSendCallOnly", args: () => [] },
];

function createSafe({ book }: Driver, cast: Cast): Step {
  const owners = signatoriesOf(cast).map(({ account }) => account.address);
  const setup = book
    .get("SafeL2")
    .type.abi.encodeFunctionData("setup", [
      owners,
      councilThreshold(owners.length),
      ZERO,
      "0x",
      book.get("CompatibilityFallbackHandler").address,
      ZERO,
      0n,
      ZERO,
    ]);
  return {
    from: cast.deployer,
    contract: "SafeProxyFactory",
    function: "createProxyWithNonce",
    args: [book.get("SafeL2").address, setup, 0n],
  };
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
