import { getAddress, keccak256, toUtf8Bytes } from "ethers";
import { type Candidate, type Urn, urnOf } from "../../../src/economics/committee.ts";
import type { CourseTerms } from "../../../src/economics/job-course.ts";
import { councilStakeWei } from "../../../src/economics/jury.ts";
import type { Shares } from "../../../src/economics/shares.ts";
import { WAD } from "../../../src/model/units.ts";
import type { Fraction } from "./binomial.ts";

/** Who plays, as `CaptureStage.sol` names them. */
export const ACTORS = {
  treasury: actor("treasury"),
  employer: actor("employer"),
  operator: actor("operator"),
  honestAgent: actor("other agent"),
  thief: actor("thief"),
  thiefEmployer: actor("thief employer"),
  ally: actor("ally"),
} as const;

/** Of a job of the nation's that pays most; a seat locks two percent of it. */
export const DEAREST_WEI = 30_000n * WAD;
const LOCK_WEI = (DEAREST_WEI * 200n) / 10_000n;

/** The money terms that a plan has by default, in a nation whose dearest job is {@link DEAREST_WEI}. */
export const TERMS: CourseTerms = {
  treasury: ACTORS.treasury,
  feeBps: 100n,
  bondBps: 500n,
  approvalBps: 5_001n,
  jurySize: 3,
  jurorLockWei: LOCK_WEI,
  jurorNonRevealBps: 5_000n,
  jurorWrongVoteBps: 1_000n,
  committeeSize: 3,
  seatFeeBps: 500,
  seatLockWei: LOCK_WEI,
  nonRevealBps: 5_000n,
  wrongVoteBps: 1_000n,
  rejectedBps: 9_000n,
  expiredBps: 1_000n,
  split: { employerBps: 5_000n, validatorsBps: 2_000n, burnBps: 1_000n },
};

/** Seats of a committee that have to be funded, by default too. */
export const QUORUM = 2;
/** Seats of a first jury that have to be. */
export const JURY_QUORUM = 2;

/** Of the job that is played for on the contracts, and that a table shows. */
export const VALUE_WEI = 10_000n * WAD;

/** Stake that a job asks of its agent at reference temperature. */
export const AGENT_STAKE_BPS = 2_500n;
export const SHARES: Shares = [6_500n, 1_500n, 1_500n, 500n];

/** Somebody with a weight, in order of first weights. */
export interface Holder {
  readonly account: string;
  readonly weightWei: bigint;
}

/** Four honest validators whose stakes sum to 9000 tokens, which a tenth, a fifth, a quarter and a third divide into. */
export const HONEST_VALIDATORS: readonly Holder[] = [1_500n, 2_000n, 2_500n, 3_000n].map((tokens, index) => ({
  account: actor(`validator ${index}`),
  weightWei: tokens * WAD,
}));
const HONEST_WEI = 9_000n * WAD;

/** Six honest councillors and, for a third of the council, three allied ones. */
export const HONEST_COUNCIL = Array.from({ length: 6 }, (_, index) => actor(`councillor ${index}`));
export const ALLIED_COUNCIL = Array.from({ length: 3 }, (_, index) => actor(`allied councillor ${index}`));
export const COUNCIL_STAKE_WEI = 20_000n * WAD;
/** Who stakes less is not drawn: as plans have it, what a quorum of a first jury locks. */
export const LEAST_COUNCIL_STAKE_WEI = councilStakeWei({ juryQuorum: JURY_QUORUM }, LOCK_WEI);

/** @returns stake that gives its holder `share` of all beside the honest validators'. */
export function stakeFor({ over, under }: Fraction): bigint {
  return (HONEST_WEI * over) / (under - over);
}

/** One allied validator with `share` of the weight. */
export function validatorsWith(share: Fraction): Urn {
  return urnOf(candidates([...HONEST_VALIDATORS, { account: ACTORS.ally, weightWei: stakeFor(share) }], []));
}

/** A council of sixty heads, of which `share` are the coalition's. */
export function councilWith({ over, under }: Fraction): Urn {
  const allied = (60n * over) / under;
  const heads = [
    { account: HONEST_COUNCIL[0] as string, weightWei: 60n - allied },
    { account: ALLIED_COUNCIL[0] as string, weightWei: allied },
  ];
  return urnOf(candidates(heads, []));
}

export function candidates(holders: readonly Holder[], excluded: readonly string[]): Candidate[] {
  return holders.map((holder) => ({
    ...holder,
    holdsRole: true,
    isExcluded: excluded.includes(holder.account),
  }));
}

/** `National.makeActor`. */
export function actor(name: string): string {
  return getAddress(`0x${keccak256(toUtf8Bytes(name)).slice(-40)}`);
}
