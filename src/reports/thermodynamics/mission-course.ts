import type { LayerId } from "../../model/plan.ts";
import { ofForms, type Receipt, type ReceiptDocument } from "../../model/receipts.ts";
import type { LayerCourse, ReportedTick } from "../../model/thermodynamics.ts";

const FORMS = { national: "national-thermostat", planetary: "planetary-thermostat" } as const;

type CourseDocument = ReceiptDocument<(typeof FORMS)[LayerId]>;

/** How the thermostat ticked while the jobs of each layer ran that left a receipt of it, in the chain's order. */
export function coursesIn(receipts: readonly Receipt[]): LayerCourse[] {
  return (Object.keys(FORMS) as LayerId[]).flatMap((layer) =>
    ofForms(receipts, FORMS[layer]).map(({ document }) => courseOf(layer, document)),
  );
}

function courseOf(layer: LayerId, { cadence, supplied, ticks }: CourseDocument): LayerCourse {
  return {
    layer,
    intervalSeconds: BigInt(cadence.intervalSeconds),
    most: cadence.most,
    supplied: supplied?.used ?? 0,
    ticks: ticks.map(tickOf),
  };
}

function tickOf(tick: CourseDocument["ticks"][number]): ReportedTick {
  return {
    tick: tick.tick,
    block: tick.block,
    transaction: tick.transaction,
    source: tick.source,
    ...(tick.simulated ? { simulated: true as const } : {}),
    readings: tick.readings.map(({ name, readingWad, targetWad, errorWad }) => ({
      name,
      readingWad: BigInt(readingWad),
      targetWad: BigInt(targetWad),
      errorWad: BigInt(errorWad),
    })),
    errorWad: BigInt(tick.errorWad),
    integralWad: BigInt(tick.integralWad),
    outputWad: BigInt(tick.outputWad),
    beforeWad: BigInt(tick.beforeWad),
    afterWad: BigInt(tick.afterWad),
    cause: tick.cause,
    foretold: tick.foretold,
  };
}
