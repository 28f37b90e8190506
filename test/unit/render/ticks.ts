import type { LayerId } from "../../../src/model/plan.ts";
import type { LayerCourse } from "../../../src/model/thermodynamics.ts";
import { WAD } from "../../../src/model/units.ts";

/** A course of one tick, whose readings an operator supplied. */
export function reportedTicks(layer: LayerId): LayerCourse {
  return {
    layer,
    intervalSeconds: 86_400n,
    most: 32,
    supplied: 1,
    ticks: [
      {
        tick: 1,
        block: 5,
        transaction: "0x1",
        source: "supplied",
        simulated: true,
        readings: [
          { name: "emission", readingWad: WAD / 2n, targetWad: WAD, errorWad: -WAD / 6n },
          { name: "backlog", readingWad: WAD / 4n, targetWad: 0n, errorWad: WAD / 12n },
          { name: "lateness", readingWad: 0n, targetWad: 0n, errorWad: 0n },
        ],
        errorWad: -WAD / 12n,
        integralWad: 0n,
        outputWad: -WAD / 120n,
        beforeWad: WAD / 4n,
        afterWad: WAD / 5n,
        cause: "emission",
        foretold: true,
      },
    ],
  };
}
