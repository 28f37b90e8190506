import { eventOf, textArg } from "../events.ts";
import type { DrillResult, DrillSetting } from "./drill.ts";

const WAD = 10n ** 18n;

/**
 * The operator reports KPI readings and the controller takes a step. The readings are simulated: the mission's paid
 * rewards over its budget, no backlog, and one late job in ten.
 */
export async function thermostatDrill({ driver, cast, plan }: DrillSetting): Promise<DrillResult> {
  const rewardsWei = plan.jobs.reduce((sum, { rewardWei }) => sum + rewardWei, 0n);
  const kpis = {
    emissionWad: plan.budget.totalWei === 0n ? 0n : (rewardsWei * WAD) / plan.budget.totalWei,
    backlogWad: 0n,
    slaWad: WAD / 10n,
  };
  const [tick] = await driver.mine({
    steps: [{ from: cast.operator, contract: "Thermostat", function: "tick", args: [kpis] }],
  });
  const changed = tick?.events.find(({ name }) => name === "TemperatureChanged")?.args;
  const ticked = eventOf(tick, "Ticked").args;
  return {
    intervention: `one tick with simulated readings: emission ${kpis.emissionWad}, backlog 0, lateness ${kpis.slaWad} (WAD)`,
    expected: "the controller answers within its bounds",
    happened: changed
      ? `temperature ${textArg(changed, "beforeWad")} to ${textArg(changed, "afterWad")} (WAD)`
      : `error ${textArg(ticked, "errorWad")} (WAD), temperature unchanged`,
    passed: tick?.status === "success",
    wayBack: "none needed: the next tick starts from here",
    transactions: tick ? [tick] : [],
  };
}
