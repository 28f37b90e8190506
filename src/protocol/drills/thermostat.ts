import { type Temperature, temperatureWad } from "../../economics/delay-policy.ts";
import { errorsOf, type PidStep, pidStep, weigh } from "../../economics/pid.ts";
import type { DrillResult } from "../../model/drill.ts";
import type { ArgumentRecord, TransactionRecord } from "../../model/record.ts";
import type { Kpis } from "../../model/thermodynamics.ts";
import { WAD } from "../../model/units.ts";
import { eventOf, uintArg } from "../../records/events.ts";
import { thermostatConfig } from "../../records/settings.ts";
import type { Driver } from "../driver.ts";
import type { DrillSetting } from "./drill.ts";

const HOUR_SECONDS = 3_600n;

/** What one tick has to do, or did. */
interface Tick extends PidStep {
  readonly errorWad: bigint;
  readonly beforeWad: bigint;
  readonly afterWad: bigint;
}

/** `IThermostat.PidState`, as far as a step starts from it. */
type PidState = Readonly<Record<"integralWad" | "outputWad" | "measurementWad" | "lastTickAt", bigint>>;

/**
 * The operator reports KPI readings twice, an hour apart, and the controller takes its steps; the second one makes its
 * integral and its derivative speak. The readings are simulated: the mission's paid rewards over its budget, no backlog,
 * and one late job in ten, then none.
 */
export async function thermostatDrill({ driver, cast, plan }: DrillSetting): Promise<DrillResult> {
  const rewardsWei = plan.jobs.reduce((sum, { rewardWei }) => sum + rewardWei, 0n);
  const emissionWad = plan.budget.totalWei === 0n ? 0n : (rewardsWei * WAD) / plan.budget.totalWei;
  const config = thermostatConfig(plan);
  const ticks = [];
  for (const slaWad of [WAD / 10n, 0n]) {
    const kpis = { emissionWad, backlogWad: 0n, slaWad };
    const at = driver.now() + HOUR_SECONDS;
    const expected = await foretell(driver, config, kpis, HOUR_SECONDS);
    const [record] = await driver.mine({
      at,
      steps: [{ from: cast.operator, contract: "Thermostat", function: "tick", args: [kpis] }],
    });
    ticks.push({ expected, happened: tickSeen(record, expected), record });
  }
  return {
    intervention: `two ticks an hour apart with simulated readings: emission ${emissionWad}, backlog 0, lateness ${WAD / 10n}, then 0 (WAD)`,
    expected: ticks.map(({ expected }) => tickText(expected)).join("; "),
    happened: ticks.map(({ happened }) => tickText(happened)).join("; "),
    simulated: true,
    wayBack: "none needed: the next tick starts from here",
    idle: ticks.some(({ happened: { beforeWad, afterWad } }) => beforeWad !== afterWad)
      ? null
      : `no tick moved the temperature from ${ticks[0]?.happened.beforeWad} (WAD)`,
    transactions: ticks.flatMap(({ record }) => record ?? []),
  };
}

/** The controller's step by its mirror, from what the chain holds before it. */
async function foretell(
  driver: Driver,
  { bounds, gains, targets, weights }: ReturnType<typeof thermostatConfig>,
  kpis: Kpis,
  aheadSeconds: bigint,
): Promise<Tick> {
  const [base, state, active] = await driver.read([
    { contract: "Thermostat", function: "baseTemperatureWad", args: [] },
    { contract: "Thermostat", function: "pidState", args: [] },
    { contract: "SystemPause", function: "activeTime", args: [] },
  ]);
  const { integralWad, outputWad, measurementWad, lastTickAt } = state?.[0] as PidState;
  const before: Temperature = { ...bounds, baseWad: base?.[0], outputWad };
  const errorWad = weigh(errorsOf(kpis, targets), weights);
  const step = pidStep(gains, {
    error: errorWad,
    measurement: weigh(kpis, weights),
    lastMeasurement: measurementWad,
    integral: integralWad,
    dtSeconds: lastTickAt === 0n ? 0n : active?.[0] + aheadSeconds - lastTickAt,
    lower: bounds.minWad - before.baseWad,
    upper: bounds.maxWad - before.baseWad,
  });
  const afterWad = temperatureWad({ ...before, outputWad: step.output });
  return { ...step, errorWad, beforeWad: temperatureWad(before), afterWad };
}

function tickSeen(record: TransactionRecord | undefined, { beforeWad }: Tick): Tick {
  const ticked = eventOf(record, "Ticked").args;
  const changed: ArgumentRecord | undefined = record?.events.find(
    ({ name }) => name === "TemperatureChanged",
  )?.args;
  return {
    errorWad: uintArg(ticked, "errorWad"),
    integral: uintArg(ticked, "integralWad"),
    derivative: uintArg(ticked, "derivativeWad"),
    output: uintArg(ticked, "outputWad"),
    beforeWad: changed ? uintArg(changed, "beforeWad") : beforeWad,
    afterWad: changed ? uintArg(changed, "afterWad") : beforeWad,
  };
}

function tickText({ errorWad, integral, derivative, output, beforeWad, afterWad }: Tick): string {
  return `error ${errorWad}, integral ${integral}, derivative ${derivative}, output ${output}: temperature ${beforeWad} to ${afterWad}`;
}
