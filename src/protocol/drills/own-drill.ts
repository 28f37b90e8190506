import { max } from "../../economics/fixed-point.ts";
import type { Account } from "../../model/cast.ts";
import type { DrillStep } from "../../model/drill-definition.ts";
import type { DrillReadings, OwnReadings } from "../../model/drill-readings.ts";
import type { Read } from "../../model/record.ts";
import { madeCall, passThrough } from "../../observe/own-drill.ts";
import { readSteadyState } from "../../observe/steady-state.ts";
import { type CallSources, meaningOf } from "../../records/drills/own/drill-calls.ts";
import { accountMeant, argumentMeant } from "../../records/drills/own/drill-values.ts";
import { FULL_BLOCK, guardedSteps } from "../../records/drills/own/guarded-steps.ts";
import type { OwnScene } from "../../records/drills/own/own-scene.ts";
import { delayOf } from "../../records/drills/own/role-delay.ts";
import type { Driver, Step } from "../driver.ts";
import { scheduleStep } from "../scheduled-call.ts";
import { decideInDrill } from "./council-decision.ts";
import { tickStep } from "./own-tick.ts";

/** Plays the drills that a plan defines, one after the other, each between two readings of the steady state. */
export async function playOwnDrills(driver: Driver, scenes: readonly OwnScene[]): Promise<DrillReadings[]> {
  const readings: DrillReadings[] = [];
  for (const [index, scene] of scenes.entries()) {
    driver.tell({ kind: "drill", id: scene.id, number: index + 1, of: scenes.length });
    const before = await readSteadyState(driver);
    const own = await playOwnDrill(driver, scene);
    readings.push({ before, own, after: await readSteadyState(driver) });
  }
  return readings;
}

/**
 * Plays a drill that a plan defines. A step that ends otherwise than expected ends nothing: what comes after it, the way back
 * above all, is done all the same, and the telling says what happened instead.
 */
export async function playOwnDrill(driver: Driver, scene: OwnScene): Promise<OwnReadings> {
  const moments = await passThrough(scene, driver.block(), {
    at: () => driver,
    make: (step, sources) => make(driver, step, sources),
  });
  return { kind: "own", moments };
}

async function make(driver: Driver, step: DrillStep, sources: CallSources): Promise<void> {
  switch (step.action) {
    case "wait":
      return wait(driver, step, sources);
    case "try-every-module":
      return tryModules(driver, sources);
    case "decide":
      return decideInDrill(driver, sources.scene, step, madeCall(step, sources));
    case "tick": {
      const { at, call } = await tickStep(driver, step, sources);
      await driver.mine({ at, steps: [sent(senderOf(step, sources), call)] });
      return;
    }
    default:
      return call(driver, step, sources);
  }
}

/** In as many blocks as it always takes, also where a value does not fit: then they are empty. */
async function call(driver: Driver, step: DrillStep, sources: CallSources): Promise<void> {
  const made = madeCall(step, sources);
  const from = senderOf(step, sources);
  const delaySeconds = delayOf(step);
  const isDelayed = delaySeconds > 0 && step.timing !== "at once";
  if (isDelayed) {
    const steps = made === null ? [] : [{ ...scheduleStep(driver, from, made), expect: "either" as const }];
    await driver.mine({ steps });
    if (step.timing === "schedule only") return;
  }
  const at = driver.now() + (isDelayed ? BigInt(delaySeconds) : 1n);
  await driver.mine({ at, steps: made === null ? [] : [sent(from, made)] });
}

function sent(from: Account, made: Read): Step {
  return { ...made, from, expect: "either" };
}

function senderOf({ as }: DrillStep, { scene }: CallSources): Account {
  const account = accountMeant(as, scene);
  if (account === null) throw new Error(`the drill "${scene.id}" was admitted without "${as}"`);
  return account;
}

/** Nobody waits longer: a drill that would has remembered something that is no time. */
const LONGEST_SECONDS = 10n * 366n * 86_400n;

/** In one block: a second, at least. */
async function wait(driver: Driver, { with: given }: DrillStep, sources: CallSources): Promise<void> {
  const numberOf = (name: string) => {
    const value = given[name];
    const text = value === undefined ? "0" : String(argumentMeant(value, "", meaningOf(sources)));
    return /^\d+$/.test(text) ? BigInt(text) : 0n;
  };
  const now = driver.now();
  const seconds =
    given.until === undefined
      ? numberOf("seconds")
      : numberOf("until") - (given.clock === "active" ? await activeTime(driver) : now);
  const waited = max(1n, seconds > LONGEST_SECONDS ? LONGEST_SECONDS : seconds);
  await driver.mine({ at: now + waited, steps: [] });
}

async function activeTime(driver: Driver): Promise<bigint> {
  const [answer] = await driver.read([{ contract: "SystemPause", function: "activeTime", args: [] }]);
  return answer?.[0] as bigint;
}

async function tryModules(driver: Driver, { scene }: CallSources): Promise<void> {
  const steps = guardedSteps(scene, driver.book.entries()).map(
    (step): Step => ({ ...step, expect: "either" }),
  );
  for (let first = 0; first === 0 || first < steps.length; first += FULL_BLOCK)
    await driver.mine({ steps: steps.slice(first, first + FULL_BLOCK) });
}
