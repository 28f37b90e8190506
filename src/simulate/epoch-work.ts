import { addedWorthWei } from "../economics/job-energy.ts";
import type { Participant } from "../economics/reward-epoch.ts";
import { ROLE, type RoleBit } from "../model/enums.ts";
import { BPS, WHOLE_BPS } from "../model/units.ts";
import type { Draws } from "./draw.ts";
import type { Point } from "./point.ts";

/** What {@link drawWork} makes up, for reports. */
export const WORK_FORMULAS = {
  roles:
    "of ten participants in their order five are agents, three validators, one is an operator and one an employer",
  size: "reward, energy and entropy are the plan's means × (5000 + a draw below 10001) / 10000, each with a draw of its own",
  good: "a draw below 10000 is below the accuracy",
  entry:
    "energy as drawn; cost: the reward; value: cost + reward / 4 if good, otherwise 0; uncertainty before: the entropy; after: 0 if good, otherwise as before",
} as const;

const ROLES: readonly RoleBit[] = [
  ...[ROLE.agent, ROLE.validator, ROLE.agent, ROLE.operator, ROLE.agent],
  ...[ROLE.validator, ROLE.agent, ROLE.employer, ROLE.agent, ROLE.validator],
];

/** The role of a participant, by its place in the list. */
export function roleAt(place: number): RoleBit {
  return ROLES[place % ROLES.length] as RoleBit;
}

/** An epoch's work, and what there is to be read of it. */
export interface DrawnWork {
  readonly participants: readonly Participant[];
  /** How many of them did no good. */
  readonly poor: number;
}

/** Draws what every participant does in an epoch, by {@link WORK_FORMULAS}. */
export function drawWork({ participants: count, work, accuracyBps }: Point, draws: Draws): DrawnWork {
  const participants: Participant[] = [];
  let poor = 0;
  for (let place = 0; place < count; place++) {
    const rewardWei = sized(work.rewardWei, draws);
    const energyWad = sized(work.energyWad, draws);
    const uPreWad = sized(work.entropyWad, draws);
    const good = draws(WHOLE_BPS) < accuracyBps;
    if (!good) poor += 1;
    participants.push({
      role: roleAt(place),
      energyWad,
      costWei: rewardWei,
      valueWei: good ? rewardWei + addedWorthWei(rewardWei) : 0n,
      uPreWad,
      uPostWad: good ? 0n : uPreWad,
    });
  }
  return { participants, poor };
}

function sized(mean: bigint, draws: Draws): bigint {
  return (mean * BigInt(WHOLE_BPS / 2 + draws(WHOLE_BPS + 1))) / BPS;
}
