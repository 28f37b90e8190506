import { cadenceOf, paceOf } from "../economics/pace.ts";
import type { Cast } from "../model/cast.ts";
import type { TickReading } from "../model/drill-readings.ts";
import type { Plan } from "../model/plan.ts";
import type { Kpis } from "../model/thermodynamics.ts";
import { readTick } from "../observe/drill-states.ts";
import { CourseMeter } from "../records/course-meter.ts";
import { attestedTick } from "./attested-tick.ts";
import type { Driver, MissionBody, MissionLane } from "./driver.ts";

/** By what the thermostat ticks while the jobs of a layer run. */
export interface Ticking {
  /** Whose jobs are measured. */
  readonly plan: Plan;
  /** The plan that fixes the terms of every job. */
  readonly terms: Plan;
  /** Whose council attests. */
  readonly national: Cast;
  /** What the first ticks read instead of the chain's own course. */
  readonly supplied: readonly Kpis[];
}

/**
 * Runs a layer's jobs, and beside them the thermostat, which ticks as long as one of them is open: the oracle's signers
 * attest what the chain's course comes to, and the operator brings it. The first reading is of the beginning, so that no
 * error counts for a time before it.
 *
 * @param ticking without it the jobs run alone.
 * @returns what the controller started each of its steps from.
 */
export async function runTicking(
  driver: Driver,
  jobs: MissionBody<void>,
  ticking: Ticking | undefined,
): Promise<TickReading[]> {
  const readings: TickReading[] = [];
  if (ticking === undefined || ticking.plan.jobs.length === 0) {
    await driver.weave(jobs);
    return readings;
  }
  let isOver = false;
  await driver.weave((lane) =>
    lane.fork([
      async (own: MissionLane) => {
        await jobs(own);
        isOver = true;
      },
      (own: MissionLane) => tickUntil(() => isOver, { own, driver, readings }, ticking),
    ]),
  );
  return readings;
}

interface Scene {
  readonly own: MissionLane;
  readonly driver: Driver;
  readonly readings: TickReading[];
}

async function tickUntil(
  isOver: () => boolean,
  { own, driver, readings }: Scene,
  { plan, terms, national, supplied }: Ticking,
): Promise<void> {
  const { intervalSeconds, most } = cadenceOf(paceOf(plan, terms));
  const meter = new CourseMeter(plan, terms);
  const began = own.now();
  let heard = driver.records.length;
  while (readings.length < most) {
    await own.until(began + BigInt(readings.length) * intervalSeconds);
    const reading = await readTick(driver);
    const isLast = isOver();
    for (const record of driver.records.slice(heard)) meter.take(record);
    heard = driver.records.length;
    const measured = meter.read(reading.activeSeconds);
    const kpis = supplied[readings.length] ?? measured;
    readings.push(reading);
    await own.send([await attestedTick(driver, national, kpis, reading.activeSeconds)]);
    if (isLast) return;
  }
}
