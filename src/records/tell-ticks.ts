import { CADENCE_FORMULA, cadenceOf, paceOf, TICK_FORMULAS } from "../economics/pace.ts";
import { type Controller, foretellTick } from "../economics/tick.ts";
import type { TickReading } from "../model/drill-readings.ts";
import type { SuppliedReadings } from "../model/loaded-project.ts";
import type { LayerId, Plan } from "../model/plan.ts";
import type { TransactionRecord } from "../model/record.ts";
import type { Kpis } from "../model/thermodynamics.ts";
import type { MissionTick, ThermostatCourse, TickKpi } from "../model/ticks.ts";
import { WAD } from "../model/units.ts";
import { CourseMeter } from "./course-meter.ts";
import { thermostatConfig } from "./settings.ts";
import { isTick } from "./thermostat-mirror.ts";
import { readingOf, tickSeen } from "./tick-seen.ts";

/** The thermostat's readings, in the contract's order. */
const READINGS: readonly (readonly [TickKpi["name"], keyof Kpis])[] = [
  ["emission", "emissionWad"],
  ["backlog", "backlogWad"],
  ["lateness", "slaWad"],
];

/** What the ticks of a layer are told from. */
export interface TickSources {
  readonly layer: LayerId;
  readonly plan: Plan;
  /** The plan that fixes the terms of every job, and from which the thermostat got its settings. */
  readonly terms: Plan;
  /** What the layer's stage sent, in the chain's order; ticks of drills may follow those of the mission. */
  readonly records: readonly TransactionRecord[];
  /** What the controller started each tick of the mission from. */
  readonly starts: readonly TickReading[];
  readonly supplied: SuppliedReadings | null;
}

/** Tells how the thermostat ticked while a layer's jobs ran, each tick against what its readings and its mirror had to be. */
export function tellTicks(sources: TickSources): ThermostatCourse {
  const { layer, plan, terms, records, starts, supplied } = sources;
  const own = supplied?.[layer] ?? [];
  const transactions = records.filter(isTick).slice(0, starts.length);
  const measured = measuredAt(sources);
  const ticks = transactions.map((record, index) =>
    tellTick(record, index, {
      start: starts[index] as TickReading,
      supplied: own[index],
      measured: measured[index] as Kpis,
      terms,
    }),
  );
  return {
    cadence: { ...cadenceOf(paceOf(plan, terms)), formula: CADENCE_FORMULA },
    supplied:
      supplied === null || own.length === 0
        ? null
        : { ...supplied.file, given: own.length, used: Math.min(own.length, ticks.length) },
    formulas: TICK_FORMULAS,
    ticks,
    transactions,
  };
}

/** What the chain's course came to at the end of each block at which it was read. */
function measuredAt({ plan, terms, records, starts }: TickSources): Kpis[] {
  const meter = new CourseMeter(plan, terms);
  let heard = 0;
  return starts.map(({ block, activeSeconds }) => {
    for (; heard < records.length; heard++) {
      const record = records[heard] as TransactionRecord;
      if (record.block > block) break;
      meter.take(record);
    }
    return meter.read(activeSeconds);
  });
}

interface Told {
  readonly start: TickReading;
  readonly supplied: Kpis | undefined;
  readonly measured: Kpis;
  readonly terms: Plan;
}

function tellTick(
  record: TransactionRecord,
  index: number,
  { start, supplied, measured, terms }: Told,
): MissionTick {
  const controller = thermostatConfig(terms);
  const { kpis, measuredAt } = readingOf(record);
  const seen = tickSeen(record, 0n);
  const foretold = foretellTick(start, controller, { kpis, measuredAt, broughtAt: start.activeSeconds + 1n });
  const readings = kpiParts(kpis, controller);
  return {
    tick: index + 1,
    transaction: record.hash,
    block: record.block,
    readAtBlock: start.block,
    measuredAt,
    source: supplied === undefined ? "chain" : "supplied",
    ...(supplied === undefined ? {} : { simulated: true as const }),
    readings,
    errorWad: seen.errorWad,
    integralWad: seen.integral,
    derivativeWad: seen.derivative,
    outputWad: seen.output,
    beforeWad: seen.beforeWad,
    afterWad: seen.afterWad,
    cause: causeOf(readings),
    foretold: isSame(kpis, supplied ?? measured) && isSame(seen, foretold),
  };
}

function kpiParts(kpis: Kpis, { targets, weights }: Pick<Controller, "targets" | "weights">): TickKpi[] {
  return READINGS.map(([name, key]) => ({
    name,
    readingWad: kpis[key],
    targetWad: targets[key],
    errorWad: ((kpis[key] - targets[key]) * weights[key]) / WAD,
  }));
}

function causeOf(readings: readonly TickKpi[]): TickKpi["name"] | null {
  const [first] = readings.toSorted((a, b) => Number(magnitude(b.errorWad) - magnitude(a.errorWad)));
  return first === undefined || first.errorWad === 0n ? null : first.name;
}

function magnitude(wad: bigint): bigint {
  return wad < 0n ? -wad : wad;
}

function isSame<Values extends object>(one: Values, other: Values): boolean {
  return Object.entries(one).every(([key, value]) => other[key as keyof Values] === value);
}
