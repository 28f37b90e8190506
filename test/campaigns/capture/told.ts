import { AbiCoder } from "ethers";
import type { Seated } from "../../../src/economics/committee.ts";
import { OUTCOMES } from "../../../src/model/enums.ts";

/** What `CaptureStage._playTold` tells. */
const TOLD = [
  "uint256",
  "address",
  "address",
  "tuple(tuple(uint256 jobId, uint8 place, bytes32 seed, address[] members, uint8[] seats)[] lots, uint8 outcome, int256 gainWei)",
  "int256",
];

/** One draw, from either side. */
export interface Lot {
  readonly jobId: number;
  readonly place: number;
  readonly seed: string;
  readonly members: readonly Seated[];
}

/** What came of one seed, from either side. */
export interface Told {
  readonly lots: readonly Lot[];
  readonly outcome: string;
  readonly gainWei: bigint;
  readonly honestWei: bigint;
}

/** What the contracts made of one seed. */
export interface Report extends Told {
  readonly index: number;
  readonly validation: string;
  readonly disputes: string;
}

/** What else the runner printed. */
export function withoutReports(output: string): string {
  return output.replace(/^\w+: 0x[0-9a-f]+\n/gm, "");
}

/** What the plays of a strategy told, in their order. */
export function reportsOf(name: string, output: string): Report[] {
  const lines = output.matchAll(new RegExp(`^\\s*${name}: (0x[0-9a-f]+)$`, "gm"));
  return [...lines].map(([, data]) => reportIn(data as string));
}

function reportIn(data: string): Report {
  const [index, validation, disputes, result, honestWei] = AbiCoder.defaultAbiCoder().decode(TOLD, data);
  const lots = result.lots.map(
    ({
      jobId,
      place,
      seed,
      members,
      seats,
    }: {
      [key: string]: unknown;
      members: string[];
      seats: bigint[];
    }) => ({
      jobId: Number(jobId),
      place: Number(place),
      seed,
      members: members.map((account, at) => ({ account, seats: Number(seats[at]) })),
    }),
  );
  return {
    index: Number(index),
    validation,
    disputes,
    lots,
    outcome: OUTCOMES[Number(result.outcome)] as string,
    gainWei: result.gainWei,
    honestWei,
  };
}
