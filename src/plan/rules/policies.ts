import { doubledBonusWei } from "../../economics/delay-policy.ts";
import { shareBounds } from "../../economics/share-bounds.ts";
import { part, type Receiver, SHARE, type Shares, shiftShares } from "../../economics/shares.ts";
import { PLAN } from "../../errors/plan-errors.ts";
import type { DelayAdjustment } from "../../model/plan.ts";
import type { Draft } from "../check-shape.ts";
import { toBps } from "../ratios.ts";
import { protocolSchema } from "../schema-protocol.ts";
import { present, type Rule, values } from "./context.ts";

interface PricedJob {
  readonly rewardWei: bigint;
  readonly bonusWad: bigint;
}

/** What makes a policy act, and what to do where that is missing. */
interface Vanity {
  readonly reason: string;
  readonly mend: string;
}

/** A policy on delay that can never change anything is one that nobody should count on. */
export const policiesCanAct: Rule = (draft, { report }) => {
  const jobs = new Map<string, PricedJob>();
  for (const [index, { id = "", reward, thermodynamicProfile }] of present(draft.jobs)) {
    const policy = thermodynamicProfile?.adjustmentOnDelay;
    if (reward === undefined) continue;
    const job = { rewardWei: reward, bonusWad: thermodynamicProfile?.validatorBonus ?? 0n };
    jobs.set(id, job);
    const vanity = policy && vanityOf(policy, job, draft);
    const path = ["jobs", index, "thermodynamicProfile", "adjustmentOnDelay"];
    if (vanity) report(PLAN.VAIN_POLICY, { of: `job "${id}"`, policy, ...vanity }, path);
  }
  for (const [index, { id = "", kind, job, adjustment }] of present(draft.drills)) {
    const borrowed = jobs.get(job ?? values(draft.jobs)[0]?.id ?? "");
    if (kind !== "delay" || adjustment === undefined || borrowed === undefined) continue;
    const vanity = vanityOf(adjustment, borrowed, draft);
    const path = ["drills", index, "adjustment"];
    if (vanity) report(PLAN.VAIN_POLICY, { of: `drill "${id}"`, policy: adjustment, ...vanity }, path);
  }
};

function vanityOf(policy: DelayAdjustment, job: PricedJob, draft: Draft): Vanity | null {
  switch (policy) {
    case "double-validator-bonus":
      return bonusVanity(job);
    case "increase-agent-share":
      return shareVanity("agentsBps", SHARE.agents, draft);
    case "increase-validator-share":
      return shareVanity("validatorsBps", SHARE.validators, draft);
    case "raise-temperature":
      return temperatureVanity(draft);
    case "trigger-pause-check":
      return null;
  }
}

function bonusVanity({ rewardWei, bonusWad }: PricedJob): Vanity | null {
  const bonusWei = part(rewardWei, toBps(bonusWad));
  if (doubledBonusWei(bonusWei, 2n * bonusWei) !== null) return null;
  const reason =
    toBps(bonusWad) === 0 ? "there is no validatorBonus to double" : "the bonus rounds down to nothing";
  return {
    reason,
    mend: 'Give the job a validatorBonus, such as "0.05", and a reward of which that is something, or choose another policy.',
  };
}

function shareVanity(field: "agentsBps" | "validatorsBps", to: Receiver, { protocol }: Draft): Vanity | null {
  const parsed = protocolSchema.safeParse(protocol ?? {});
  if (!parsed.success) return null;
  const { agentsBps, validatorsBps, operatorsBps, employersBps } = parsed.data.shares;
  const shares = [agentsBps, validatorsBps, operatorsBps, employersBps].map(BigInt) as unknown as Shares;
  if (shiftShares(shares, shareBounds(shares), to, 1n).movedBps > 0n) return null;
  return {
    reason: `the shares leave no room: each moves between half and twice what protocol.shares says, and ${field} is ${parsed.data.shares[field]}`,
    mend: "Give every role a share, or choose another policy.",
  };
}

function temperatureVanity({ governance }: Draft): Vanity | null {
  const { initialTemperature, emergencyTemperature } = governance?.thermostat ?? {};
  if (initialTemperature === undefined || initialTemperature !== emergencyTemperature) return null;
  return {
    reason: "the mission starts at the emergency temperature",
    mend: "Raise governance.thermostat.emergencyTemperature, or choose another policy.",
  };
}
