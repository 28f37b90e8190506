import type { RewardParameters } from "../../economics/entropy.ts";
import { OmniError } from "../../errors/error.ts";
import { THERMODYNAMICS } from "../../errors/thermodynamics-errors.ts";
import { SHARE_ROLES } from "../../model/enums.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { Chosen } from "../../model/manifest.ts";
import type { Proposal } from "../../model/proposal.ts";
import type { Views } from "../../observe/views.ts";
import { formatAmount } from "../../support/amount.ts";
import { integerIn } from "../chosen.ts";
import type { Propose } from "../update.ts";

const SETTABLE = ["natPriceWei", "kappaWad", "epochCapWei"] as const;

/** @returns the parameters that were chosen. @throws TypeError if one is no whole number. */
export function wantedOf(chosen: Chosen): Partial<RewardParameters> {
  return Object.fromEntries(
    SETTABLE.flatMap((name) => {
      const wanted = integerIn(chosen, name);
      return wanted === null ? [] : [[name, wanted] as const];
    }),
  );
}

/** Brings the reward engine to the plan's role shares and to the parameters that are wanted. */
export function proposeRewards(wanted: Partial<RewardParameters>): Propose {
  return async (views, project) => [
    ...(await proposeShares(views, project)),
    ...(await proposeParameters(views, wanted)),
  ];
}

/** The role shares of the national plan, from the next epoch on. */
async function proposeShares(views: Views, { national }: Project): Promise<Proposal[]> {
  const [next] = await views.read([{ contract: "IncentivePolicy", function: "nextRoleShares", args: [] }]);
  const planned = national.protocol.shares;
  const effects = SHARE_ROLES.map((role) => ({
    name: `${role} (bps of the next epoch)`,
    before: String(next?.[0][`${role}Bps`]),
    after: String(planned[`${role}Bps`]),
  }));
  if (effects.every(({ before, after }) => before === after)) return [];
  return [{ call: { contract: "IncentivePolicy", function: "setRoleShares", args: [planned] }, effects }];
}

/** The engine's parameters with what the flags say in their place. */
async function proposeParameters(views: Views, wanted: Partial<RewardParameters>): Promise<Proposal[]> {
  if (Object.keys(wanted).length === 0) return [];
  const now = await readParameters(views);
  const after = { ...now, ...wanted };
  const effects = [
    { name: "price of a nat", before: formatAmount(now.natPriceWei), after: formatAmount(after.natPriceWei) },
    { name: "kappa", before: formatAmount(now.kappaWad), after: formatAmount(after.kappaWad) },
    { name: "epoch cap", before: formatAmount(now.epochCapWei), after: formatAmount(after.epochCapWei) },
  ];
  if (effects.every((effect) => effect.before === effect.after)) return [];
  return [{ call: { contract: "RewardEngineMB", function: "setParameters", args: [after] }, effects }];
}

async function readParameters(views: Views): Promise<RewardParameters> {
  if (!views.book.entries().some(({ name }) => name === "RewardEngineMB")) {
    throw new OmniError(THERMODYNAMICS.NO_REWARD_ENGINE, {});
  }
  const [answer] = await views.read([{ contract: "RewardEngineMB", function: "parameters", args: [] }]);
  const { natPriceWei, kappaWad, epochCapWei, amountCapWei, uncertaintyCapWad } =
    answer?.[0] as RewardParameters;
  return { natPriceWei, kappaWad, epochCapWei, amountCapWei, uncertaintyCapWad };
}
