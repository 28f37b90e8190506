import { PLAN } from "../../errors/plan-errors.ts";
import { WAD } from "../../model/units.ts";
import { fieldName } from "../plan-finding.ts";
import { WAD_PER_BPS } from "../ratios.ts";
import { present, type Rule } from "./context.ts";

/** A validator bonus is at most the whole reward; the chain counts it in basis points. */
export const bonusesAreRatios: Rule = (draft, { report, textAt }) => {
  for (const [index, { thermodynamicProfile }] of present(draft.jobs)) {
    const bonusWad = thermodynamicProfile?.validatorBonus;
    if (bonusWad === undefined) continue;
    const path = ["jobs", index, "thermodynamicProfile", "validatorBonus"];
    const args = { field: fieldName(path), found: textAt(path) };
    if (bonusWad > WAD) report(PLAN.OUT_OF_RANGE, { ...args, rule: "at most 1" }, path);
    else if (bonusWad % WAD_PER_BPS !== 0n) report(PLAN.ROUNDED_RATIO, args, path);
  }
};
