import { PLAN } from "../../errors/plan-errors.ts";
import { WAD } from "../../model/units.ts";
import { formatAmount } from "../../support/amount.ts";
import { isRegional } from "../layers.ts";
import { fieldName, type Path } from "../plan-finding.ts";
import { present, type Rule } from "./context.ts";

/** `FreeEnergy.MAX_QUANTITY`, and what `Boltzmann` takes of an energy. */
const MOST_QUANTITY = 2n ** 96n - 1n;
/** What the reward engine of every mission takes of an entry's uncertainty. */
const MOST_UNCERTAINTY_WAD = 1_000n * WAD;

/** Beyond what the thermodynamics take in, a larger amount changes nothing, which nobody should learn from equal weights. */
export const amountsCount: Rule = (draft, { report, textAt, role }) => {
  const check = (amount: bigint | undefined, most: bigint, where: string, path: Path) => {
    if (amount === undefined || amount <= most) return;
    report(
      PLAN.BEYOND_CAP,
      { field: fieldName(path), found: textAt(path), most: formatAmount(most), where },
      path,
    );
  };
  const hasPlanet = draft.layers === undefined && (draft.regions ?? []).length > 0;
  check(draft.budget?.natPrice, MOST_QUANTITY, "a reward epoch", ["budget", "natPrice"]);
  for (const [index, job] of present(draft.jobs)) {
    const path = ["jobs", index];
    check(job.energyBudget, MOST_QUANTITY, "the thermodynamic weight of a job", [...path, "energyBudget"]);
    if (role === "national" || !hasPlanet || (role === undefined && !isRegional(job))) continue;
    check(job.reward, MOST_QUANTITY, "a reward epoch", [...path, "reward"]);
    check(job.thermodynamicProfile?.expectedEntropy, MOST_UNCERTAINTY_WAD, "a reward epoch", [
      ...path,
      "thermodynamicProfile",
      "expectedEntropy",
    ]);
  }
};
