import { DAY_SECONDS, WAD } from "../../../src/model/units.ts";
import type { Point } from "../../../src/simulate/point.ts";

const THIRD = WAD / 3n;

/** A point of round numbers that moves everything that there is to move. */
export const POINT: Point = {
  controller: {
    bounds: { minWad: WAD / 2n, maxWad: 2n * WAD, emergencyWad: 3n * (WAD / 2n) },
    gains: {
      kp: WAD / 10n,
      ki: WAD / 10_000_000n,
      kd: 1_000n * WAD,
      integralLimit: WAD / 4n,
      outputLimit: WAD / 2n,
    },
    targets: { emissionWad: WAD, backlogWad: 0n, slaWad: 0n },
    weights: { emissionWad: THIRD, backlogWad: THIRD, slaWad: THIRD },
    fadeSeconds: 7 * DAY_SECONDS,
  },
  referenceWad: WAD,
  temperatureWad: WAD + WAD / 7n,
  rewards: {
    natPriceWei: 1_000n * WAD,
    kappaWad: WAD / 50n,
    epochCapWei: 10_000n * WAD,
    amountCapWei: 2_000n * WAD,
    uncertaintyCapWad: 100n * WAD,
  },
  shares: [6_500n, 1_500n, 1_500n, 500n],
  epochSeconds: 7 * DAY_SECONDS,
  reserveWei: 100_000n * WAD,
  epochs: 4,
  participants: 10,
  accuracyBps: 8_000,
  loadBps: 10_000,
  shock: 3,
  stakesBps: 12_500,
  work: { rewardWei: 1_000n * WAD, energyWad: 500n * WAD, entropyWad: WAD },
};
