import { defaultNatPriceWei } from "../../economics/nat-price.ts";
import { PLAN } from "../../errors/plan-errors.ts";
import { formatAmount } from "../../support/amount.ts";
import { isRegional } from "../layers.ts";
import { present, type Rule } from "./context.ts";

/** How far a price may be from the one at which both halves of the free energy are worth the same. */
const MOST_TIMES = 5n;

/** A temperature that moves no budget, or nothing but the temperature that does, is what nobody should learn from payouts. */
export const uncertaintyComparesWithValue: Rule = (draft, { report, role }) => {
  const priceWei = draft.budget?.natPrice;
  if (priceWei === undefined || role === "national" || draft.layers !== undefined) return;
  const regional = present(draft.jobs).flatMap(([, job]) => {
    const { reward: rewardWei } = job;
    const expectedEntropyWad = job.thermodynamicProfile?.expectedEntropy;
    if (rewardWei === undefined || expectedEntropyWad === undefined) return [];
    return role === undefined && !isRegional(job) ? [] : [{ rewardWei, expectedEntropyWad }];
  });
  const evenWei = defaultNatPriceWei(regional);
  if (evenWei === 0n || (evenWei <= MOST_TIMES * priceWei && priceWei <= MOST_TIMES * evenWei)) return;
  report(
    PLAN.NAT_PRICE_ONE_SIDED,
    {
      price: formatAmount(priceWei),
      even: formatAmount(evenWei),
      side: priceWei > evenWei ? "uncertainty" : "value",
    },
    ["budget", "natPrice"],
  );
};
