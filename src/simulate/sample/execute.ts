import type { Done, Laboratory, Sent } from "../../chain/engine/laboratory.ts";
import type { Address, Hex } from "../../model/hex.ts";
import { quantity } from "../../support/quantity.ts";
import type { PlayedEpoch } from "../play.ts";
import type { Point } from "../point.ts";
import { type BaseContracts, SIGNER, type TypeOf } from "./base-contracts.ts";
import { collectionSeconds, deployPoints, type PointContracts } from "./point-contracts.ts";
import { toldBySettlement, toldByTick } from "./told.ts";

/** A run as the mirrors played it. */
export interface PlayedRun {
  readonly run: number;
  readonly point: Point;
  readonly epochs: readonly PlayedEpoch[];
}

/** Of each run, each epoch: the figures that the contracts told. */
export type ToldRuns = readonly (readonly (readonly bigint[])[])[];

/** Accounts are the same in all runs, and each uses a nonce once. */
const MOST_EPOCHS = 2 ** 20;
const NEVER = 2n ** 48n - 1n;
const TICK_GAS = 600_000n;
const FIXED_GAS = 1_000_000n;
const ENTRY_GAS = 200_000n;
/** Between the deployment of a point's engine and the moment from which all count. */
const ROOM_SECONDS = 300;

interface Due {
  readonly at: number;
  readonly run: number;
  readonly epoch: number;
  readonly kind: "tick" | "present" | "settle";
  readonly sent: Sent;
}

/**
 * Has the contracts settle every epoch of some runs: ticks in the middle of each, attestations after its end, its settlement
 * after their time. Runs whose epochs are equally long go in step, in common blocks.
 *
 * @param base of the same laboratory
 */
export async function executeRuns(
  laboratory: Laboratory,
  typeOf: TypeOf,
  base: BaseContracts,
  runs: readonly PlayedRun[],
): Promise<ToldRuns> {
  const contracts = await deployPoints(
    laboratory,
    typeOf,
    base,
    runs.map(({ point }) => point),
  );
  const from = laboratory.now() + ROOM_SECONDS;
  const due = runs
    .flatMap((run, index) => stepsOf(typeOf, run, index, contracts[index] as PointContracts, from))
    .sort((a, b) => a.at - b.at || a.run - b.run);
  const told = runs.map(({ epochs }) => epochs.map((): bigint[] => []));
  for (const group of groups(due)) {
    const done = await laboratory.send(
      group.map(({ sent }) => sent),
      (group[0] as Due).at,
    );
    for (const [index, step] of group.entries()) hear(typeOf, told, step, done[index] as Done);
  }
  return told;
}

function hear(typeOf: TypeOf, told: readonly (readonly bigint[][])[], { run, epoch, kind }: Due, done: Done) {
  const figures = told[run]?.[epoch];
  if (kind === "tick") figures?.push(...toldByTick(typeOf, done));
  if (kind === "settle") figures?.push(...toldBySettlement(typeOf, done));
}

/** Steps that are due at the same second. */
function groups(due: readonly Due[]): Due[][] {
  const grouped: Due[][] = [];
  for (const step of due) {
    if (grouped.at(-1)?.[0]?.at === step.at) grouped.at(-1)?.push(step);
    else grouped.push([step]);
  }
  return grouped;
}

function stepsOf(
  typeOf: TypeOf,
  { point, epochs }: PlayedRun,
  run: number,
  { thermostat, engine }: PointContracts,
  from: number,
): Due[] {
  const { epochSeconds: length } = point;
  const [count, eighth] = [BigInt(point.participants), collectionSeconds(point)];
  const call = (name: "Thermostat" | "RewardEngineMB", method: string, args: unknown[]): Hex =>
    typeOf(name).abi.encodeFunctionData(method, args) as Hex;
  const signatures = [{ signer: SIGNER, signature: "0x" }];
  return epochs.flatMap(({ epoch, kpis, participants }): Due[] => {
    const [middle, end] = [from + epoch * length + 4 * eighth, from + (epoch + 1) * length];
    const reading = { thermostat, ...kpis, measuredAt: middle, sequence: epoch + 1, deadline: NEVER };
    const nonce = BigInt(run * MOST_EPOCHS + epoch);
    const attestations = participants.map((each, place) => ({
      attestation: { ...each, epoch, account: accountAt(place), nonce, deadline: NEVER },
      signatures,
    }));
    const tick = call("Thermostat", "tick", [reading, signatures]);
    const present = call("RewardEngineMB", "present", [epoch, attestations]);
    const settle = call("RewardEngineMB", "settle", [epoch, 64]);
    const gasLimit = FIXED_GAS + count * ENTRY_GAS;
    return [
      { at: middle, run, epoch, kind: "tick", sent: { to: thermostat, data: tick, gasLimit: TICK_GAS } },
      { at: end, run, epoch, kind: "present", sent: { to: engine, data: present, gasLimit } },
      { at: end + 2 * eighth, run, epoch, kind: "settle", sent: { to: engine, data: settle, gasLimit } },
    ];
  });
}

function accountAt(place: number): Address {
  return `0x${quantity(place + 1)
    .slice(2)
    .padStart(40, "a")}`;
}
