import { max } from "../../economics/fixed-point.ts";
import { dividePot, leastPot, proportionalVotes } from "../../economics/pot-shares.ts";
import type { BudgetRequest } from "../../model/layer-run.ts";
import type { Plan } from "../../model/plan.ts";
import { MOST_DIVIDERS } from "../planetary-settings.ts";

/** A pot that some regions share, how each member of the rehearsal's council votes on it, and what comes of that. */
export interface Pot {
  readonly potWei: bigint;
  readonly requests: readonly BudgetRequest[];
  /** In the order of the requests. */
  readonly votesEach: readonly bigint[];
  readonly partsWei: readonly bigint[];
}

/**
 * The pots of which the council divides the regions' budgets: what the regions ask for together, or as much more as whole
 * votes need to give each what its jobs need. A pot has no more regions than a division takes, and than an allowance has
 * votes for.
 */
export function potsOf(plan: Plan, requests: readonly BudgetRequest[]): Pot[] {
  const { voiceCredits } = plan.protocol.quorum;
  const size = Math.min(MOST_DIVIDERS, voiceCredits);
  return Array.from({ length: Math.ceil(requests.length / size) }, (_, index) =>
    potOf(BigInt(voiceCredits), requests.slice(index * size, (index + 1) * size)),
  );
}

/** Every member votes by what the regions ask for, so that the parts depend on no member's absence. */
function potOf(credits: bigint, requests: readonly BudgetRequest[]): Pot {
  const votesEach = proportionalVotes(
    credits,
    requests.map(({ askedWei }) => askedWei),
  );
  const askedWei = requests.reduce((sum, request) => sum + request.askedWei, 0n);
  const needsWei = requests.map(({ neededWei }) => neededWei);
  const potWei = [askedWei, leastPot(needsWei, votesEach)].reduce(max, 1n);
  return { potWei, requests, votesEach, partsWei: dividePot(potWei, votesEach).partsWei };
}
