import { HEARINGS } from "../../economics/course-time.ts";
import { jurorLockWei } from "../../economics/jury.ts";
import type { Cast } from "../../model/cast.ts";
import { ROLE, type RoleBit } from "../../model/enums.ts";
import type { Plan } from "../../model/plan.ts";
import type { Staker } from "../../plan/demand.ts";
import { judgesOf, type UncoveredHearing, uncoveredHearing } from "../../plan/judges.ts";
import { holdersOf } from "../../records/casting.ts";
import { claimTerms, mostWorthWei } from "../../records/job-request.ts";
import { bodyTerms, councilStakeOf } from "../../records/settings.ts";

/** Who decides if somebody disputes a committee's verdict, about the job for which that is the least sure. */
export interface Disputes {
  readonly jurySize: number;
  /** Whom juries are drawn from; the owner where nobody is sure to be enough. */
  readonly body: "council" | "validators" | "owner";
  /** Those of the body who are sure to be no party and outside the committee, which has as many people as seats at most. */
  readonly candidates: number;
  /** Those of the council who stake enough to be drawn. */
  readonly council: number;
  /** The first jury whose quorum the body's stakes cannot cover; null if there is none. */
  readonly uncovered: UncoveredHearing | null;
  /** Of the first hearing. */
  readonly decidedBy: "jury" | "owner";
}

/** Which of the hearings' juries. */
export const JURY_NAMES: readonly string[] = ["first", "second", "third"];

/** @param cast of the takeoff, whose drills are the disputes that a rehearsal has */
export function disputesOf(plan: Plan, cast: Cast): Disputes {
  const { jurySize } = bodyTerms(plan);
  const council = stakersOf(cast, ROLE.council);
  const councilStakeWei = councilStakeOf(plan);
  const validators = stakersOf(cast, ROLE.validator);
  const ofJobs = plan.jobs.map((job): Disputes => {
    const excluded = new Set([job.agent, cast.employer.label, cast.operator.label]);
    const committeeSize = plan.protocol.committee.size;
    const judges = judgesOf({ council, councilStakeWei, validators, excluded, committeeSize });
    const lockWei = jurorLockWei(mostWorthWei(job), claimTerms(plan));
    const uncovered =
      judges.body === "owner"
        ? null
        : uncoveredHearing(judges, { ...bodyTerms(plan), lockWei, hearings: HEARINGS });
    return {
      jurySize,
      body: judges.body,
      candidates: judges.people.length,
      council: council.filter(({ stakeWei }) => stakeWei >= councilStakeWei).length,
      uncovered,
      decidedBy: judges.body === "owner" ? "owner" : "jury",
    };
  });
  return ofJobs.toSorted((a, b) => sureness(a) - sureness(b))[0] as Disputes;
}

/** The more, the surer a jury is: hearings that have one, then people for it. */
function sureness({ body, uncovered, candidates }: Disputes): number {
  const heard = body === "owner" ? 0 : (uncovered?.hearing ?? HEARINGS + 1) - 1;
  return heard + candidates / (candidates + 1);
}

function stakersOf(cast: Cast, role: RoleBit): Staker[] {
  return holdersOf(cast.people, role).map(({ handle, stakes }) => ({
    handle,
    stakeWei: stakes.find((stake) => stake.role === role)?.amountWei ?? 0n,
  }));
}
