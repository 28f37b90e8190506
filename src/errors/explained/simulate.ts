import type { SIMULATE } from "../simulate-errors.ts";
import type { Explanations } from "./explanation.ts";

export const EXPLAINED_SIMULATIONS: Explanations<typeof SIMULATE> = {
  PARAMETER_UNKNOWN: {
    cause: "A sweep varies what a simulation depends on, by the names that docs/simulate.md lists.",
    example: { given: "temprature", choices: ["temperature", "kappa"], near: "temperature" },
  },
  AXIS_REFUSED: {
    cause:
      "What is varied is a range with a number of steps or a list of values, in plain decimals, and inside of what the contracts take: a temperature inside the plan's bounds, an accuracy of at most 1.",
    example: { axis: "temperature=0.2:9:16", problem: "leaves what it can be, 0.12 to 0.9" },
  },
  NUMBER_REFUSED: {
    cause: "The flag counts something, and this is no whole number or too large a one.",
    example: { flag: "--epochs", given: "many", least: 1, most: 10000 },
  },
  TOO_MANY_RUNS: {
    cause: "A grid has the product of all its steps as points, and each is played with every seed.",
    example: { runs: "1000000000", most: 10000000 },
  },
  OTHER_SWEEP: {
    cause:
      "--resume goes on where a sweep was interrupted, which makes sense for the same sweep only: plan, parameters, sample, seeds and epochs are compared with sweep.json.",
    example: { folder: "sweeps/heat" },
  },
  EXISTS: {
    cause: "The folder has a sweep in it. What somebody has computed is never overwritten.",
    example: { folder: "sweeps/heat" },
  },
  NOT_A_SWEEP: {
    cause:
      "Only what simulate wrote can be explained: sweep.json says what was varied, runs.jsonl what it came to.",
    example: { folder: "sweeps/heat", problem: "has no sweep.json" },
  },
  CONTRACTS_DIFFER: {
    cause:
      "A sample of every sweep is executed on the contracts themselves, epoch by epoch, and has to agree to the wei. It does not: a mirror in src/economics computes something else than its contract.",
    example: {
      run: 17,
      epoch: 3,
      figure: "budget",
      mirror: "settleEpoch",
      contract: "RewardEngineMB",
      mirrored: "72000000000000000000001",
      found: "72000000000000000000000",
    },
  },
};
