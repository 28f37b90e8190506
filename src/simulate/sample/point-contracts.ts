import type { Laboratory } from "../../chain/engine/laboratory.ts";
import { shareBounds } from "../../economics/share-bounds.ts";
import type { Shares } from "../../economics/shares.ts";
import type { Address, Hex } from "../../model/hex.ts";
import { REWARD_EPOCH_SECONDS } from "../../records/planetary-settings.ts";
import { ROLE_IDS } from "../../records/roles.ts";
import type { Point } from "../point.ts";
import { type BaseContracts, creation, type TypeOf } from "./base-contracts.ts";

/** What every point has for itself. */
export interface PointContracts {
  readonly thermostat: Address;
  readonly engine: Address;
}

const CALL_GAS = 400_000n;
/** Of a thermostat's readings: they are as far apart as epochs are. */
const MIN_TICK_SECONDS = 60;

/** An epoch takes attestations for an eighth of its length after its end. */
export function collectionSeconds({ epochSeconds }: Pick<Point, "epochSeconds">): number {
  return Math.floor(epochSeconds / 8);
}

/** Deploys thermostats, policies and engines for points, in their order, with reserves and temperatures. */
export async function deployPoints(
  laboratory: Laboratory,
  typeOf: TypeOf,
  base: BaseContracts,
  points: readonly Point[],
): Promise<readonly PointContracts[]> {
  const deploy = async (creations: readonly ReturnType<typeof creation>[]) => {
    const done = await laboratory.send(creations, laboratory.now() + 1);
    return done.map(({ succeeded, contract }) => {
      if (!succeeded || contract === null) throw new Error("a point's contract cannot be deployed");
      return contract;
    });
  };
  const known = [base.AccessManager, base.SystemPause];
  const thermostats = await deploy(
    points.map((point) => creation(typeOf, "Thermostat", [...known, base.EnergyOracle, configOf(point)])),
  );
  const policies = await deploy(
    points.map((point, index) =>
      creation(typeOf, "IncentivePolicy", [...known, thermostats[index], policyOf(point)]),
    ),
  );
  const engines = await deploy(
    points.map((point, index) => {
      const wiring = {
        oracle: base.EnergyOracle,
        stakeManager: base.StakeManager,
        incentivePolicy: policies[index],
        thermostat: thermostats[index],
        treasury: laboratory.sender,
      };
      const times = [point.epochSeconds, collectionSeconds(point)];
      return creation(typeOf, "RewardEngineMB", [...known, wiring, ...times, point.rewards]);
    }),
  );
  const made = points.map((_, index) => ({
    thermostat: thermostats[index] as Address,
    engine: engines[index] as Address,
  }));
  await begin(laboratory, typeOf, base, points, made);
  return made;
}

/** The reference is the temperature that a thermostat is created with. */
function configOf({ controller, referenceWad }: Point) {
  return { baseWad: referenceWad, minTickSeconds: MIN_TICK_SECONDS, ...controller };
}

/** Nothing moves the shares, whatever the policy's own epochs are. */
function policyOf({ shares }: Point) {
  const bounds = shareBounds(shares);
  return {
    epochSeconds: REWARD_EPOCH_SECONDS,
    shares: byRole(shares),
    minShares: byRole(bounds.min),
    maxShares: byRole(bounds.max),
    limits: { maxPerEpoch: 4, maxPauseChecksPerEpoch: 1, temperatureStepBps: 2_500, shareStepBps: 250 },
  };
}

function byRole([agentsBps, validatorsBps, operatorsBps, employersBps]: Shares) {
  return { agentsBps, validatorsBps, operatorsBps, employersBps };
}

async function begin(
  laboratory: Laboratory,
  typeOf: TypeOf,
  base: BaseContracts,
  points: readonly Point[],
  made: readonly PointContracts[],
): Promise<void> {
  const call = (to: Address, name: Parameters<TypeOf>[0], method: string, args: readonly unknown[]) => ({
    to,
    data: typeOf(name).abi.encodeFunctionData(method, args) as Hex,
    gasLimit: CALL_GAS,
  });
  const sent = made.flatMap(({ thermostat, engine }, index) => {
    const { temperatureWad, reserveWei } = points[index] as Point;
    return [
      call(thermostat, "Thermostat", "setBaseTemperature", [temperatureWad]),
      call(base.AccessManager, "AccessManager", "grantRole", [ROLE_IDS.REWARD_ENGINE, engine, 0]),
      call(base.AccessManager, "AccessManager", "grantRole", [ROLE_IDS.ORACLE_SETTLER, engine, 0]),
      ...(reserveWei === 0n
        ? []
        : [
            call(base.AGIALPHA, "AGIALPHA", "transfer", [engine, reserveWei]),
            call(engine, "RewardEngineMB", "recordReserve", []),
          ]),
    ];
  });
  const done = await laboratory.send(sent, laboratory.now() + 1);
  if (done.some(({ succeeded }) => !succeeded)) throw new Error("a point's contracts cannot be set up");
}
