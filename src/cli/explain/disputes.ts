import type { Cast } from "../../model/cast.ts";
import { ROLE } from "../../model/enums.ts";
import type { Plan } from "../../model/plan.ts";
import { holdersOf } from "../../records/casting.ts";

/** Who decides if somebody disputes a committee's verdict. */
export interface Disputes {
  readonly jurySize: number;
  /** Of those who may sit beside the job's parties and a committee of as many people as seats, in the worst case. */
  readonly candidates: number;
  readonly council: number;
  readonly decidedBy: "jury" | "owner";
}

/** `DisputeModule.MIN_COUNCIL` */
const LEAST_JURY = 3;

/**
 * Council first, then validators outside the committee; nobody sits who is agent, employer or operator of the job. Too
 * few, and the owner rules.
 *
 * @param cast of the takeoff, whose drills are the disputes that a rehearsal has
 */
export function disputesOf({ protocol, jobs }: Plan, cast: Cast): Disputes {
  const { committee, quorum } = protocol;
  const council = new Set(holdersOf(cast.people, ROLE.council).map(({ handle }) => handle));
  const validators = new Set(holdersOf(cast.people, ROLE.validator).map(({ handle }) => handle));
  const candidates = Math.min(
    ...jobs.map(({ agent }) => {
      const parties = [agent, cast.employer.label, cast.operator.label];
      const may = (handle: string) => !parties.includes(handle);
      const judges = [...validators].filter(may);
      const councillors = [...council].filter(may);
      const everybody = new Set([...judges, ...councillors]);
      return everybody.size - Math.min(committee.size, judges.length);
    }),
  );
  const isEnough = candidates >= LEAST_JURY && candidates >= quorum.jurors;
  return {
    jurySize: committee.jurySize,
    candidates,
    council: council.size,
    decidedBy: isEnough ? "jury" : "owner",
  };
}
