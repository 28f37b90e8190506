import type { Guard } from "./guard.ts";

/** What an epoch pays, to whom, and by what stood when. */
export const REWARDS: readonly Guard[] = [
  {
    holds: "an epoch collects once it is over, and no longer than its phase",
    contract: "planetary/RewardEngineMB",
    lines: "if (nowActive < fromTime || nowActive >= toTime) {",
    without: "if (nowActive < fromTime && nowActive >= toTime) {",
    tests: ["planetary/RewardEngineMB"],
  },
  {
    holds: "the temperature is that of the epoch's last second",
    contract: "planetary/RewardEngineMB",
    lines: "uint256 temperatureWad = _thermostat.temperatureAt(last);",
    without: "uint256 temperatureWad = _thermostat.temperatureWad();",
    tests: ["planetary/RewardEngineMB"],
  },
  {
    holds: "shares are those of the epoch's last second",
    contract: "planetary/RewardEngineMB",
    lines: "_incentivePolicy.roleSharesAt(last)",
    without: "_incentivePolicy.roleShares()",
    tests: ["planetary/RewardEngineMB"],
  },
  {
    holds: "parameters are those of the epoch's last second",
    contract: "planetary/RewardEngineMB",
    lines: "Parameters memory p = _parametersAt(last);",
    without: "Parameters memory p = parameters();",
    tests: ["planetary/RewardEngineMB"],
  },
  {
    holds: "the reserve is that of the epoch's last second",
    contract: "planetary/RewardEngineMB",
    lines: "uint256 reserve = _recorded.upperLookupRecent(last) - _budgetedWei;",
    without: "uint256 reserve = _recorded.latest() - _budgetedWei;",
    tests: ["planetary/RewardEngineMB"],
  },
  {
    holds: "a nat's price keeps inside the bounds of the arithmetic",
    contract: "planetary/RewardEngineMB",
    lines: "_requireAtMost(newParameters.natPriceWei, FreeEnergy.MAX_QUANTITY);",
    without: "",
    tests: ["planetary/RewardEngineMB"],
  },
  {
    holds: "a temperature counts as a multiple of its reference, in budgets and weights alike",
    contract: "planetary/RewardEngineMB",
    lines: "return FreeEnergy.relativeTemperatureWad(temperatureWad, _referenceTemperatureWad);",
    without: "return FreeEnergy.relativeTemperatureWad(temperatureWad, 1e18);",
    tests: ["planetary/RewardEngineMB"],
  },
  {
    holds: "what uncertainty is worth is rounded down where it grew, too",
    contract: "planetary/FreeEnergy",
    lines: "Math.mulDiv(pricedWad, relativeWad, WAD * WAD, Math.Rounding.Ceil)",
    without: "Math.mulDiv(pricedWad, relativeWad, WAD * WAD)",
    tests: ["planetary/RewardEngineMB"],
  },
  {
    holds: "weight is by value, so that dividing a work gains nothing",
    contract: "planetary/Boltzmann",
    lines: "return valueWei * uint256(FixedPointMathLib.expWad(exponentWad));",
    without: "return (valueWei == 0 ? 0 : 1e18) * uint256(FixedPointMathLib.expWad(exponentWad));",
    tests: ["planetary/RewardEngineMB", "planetary/RewardProperties"],
  },
];
