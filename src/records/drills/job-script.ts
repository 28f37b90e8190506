import type { Choice } from "../../economics/vote-count.ts";
import { type BallotWord, type Claimant, type DrillValue, jobStepOf } from "../../model/drill-definition.ts";
import type { DelayAdjustment, Plan } from "../../model/plan.ts";
import { WHOLE_BPS } from "../../model/units.ts";
import type { Ballot } from "../../model/votes.ts";
import type { BallotOf } from "../vote.ts";
import type { DrillScene } from "./scene.ts";

/** What a drill has its job go through. */
export interface JobScript {
  readonly intervention: string;
  /** Whether a member whose draw is certain takes its stake out before it sits, so that one of its seats is unfunded. */
  readonly takesOut?: true;
  /** Whether it passes its soft deadline before anything is handed in, so that its policy can be triggered. */
  readonly isLate?: true;
  /** How each committee votes; the last one's way is kept. None: the agent never hands anything in. */
  readonly rounds: readonly BallotOf[];
  /**
   * Who disputes the committee's verdict, and who appeals against a jury's that it lost by, if it did; and how the jury then
   * votes.
   */
  readonly hearings?: readonly ScriptedHearing[];
}

export interface ScriptedHearing {
  readonly claimant: Claimant;
  readonly jury: BallotOf;
}

/** How the owner rules wherever a jury decides nothing. */
export const OWNER: Choice = "approve";

/** @returns what the drill's job goes through; `null` if the drill runs none. */
export function jobScriptOf(scene: DrillScene): JobScript | null {
  const { own } = scene.drill;
  const step = own && jobStepOf(own.definition);
  if (own === undefined || step === undefined) return null;
  const { rounds, hearings, withdraws, late } = step.with;
  const { title } = own.definition;
  return {
    intervention: late === true ? `${title}: ${adjustmentOf(scene)}` : title,
    ...(withdraws === true ? { takesOut: true } : {}),
    ...(late === true ? { isLate: true } : {}),
    rounds: listed(rounds).map((word) => committeeOf(word as BallotWord, scene)),
    hearings: listed(hearings).map((hearing) => {
      const [claimant, jury] = listed(hearing) as [Claimant, BallotWord];
      return { claimant, jury: juryOf(jury) };
    }),
  };
}

function listed(value: DrillValue | undefined): readonly DrillValue[] {
  return Array.isArray(value) ? value : [];
}

function committeeOf(word: BallotWord, { plan }: DrillScene): BallotOf {
  const most = undecidedSeats(plan);
  return ballotOf(word, { neededOf: (seats) => approvalsOf(plan, sum(seats)), undecidedOf: () => most });
}

/** A jury decides by a majority of all its seats. */
function juryOf(word: BallotWord): BallotOf {
  const halfOf = (seats: readonly number[]) => Math.floor(sum(seats) / 2);
  return ballotOf(word, { neededOf: (seats) => halfOf(seats) + 1, undecidedOf: halfOf });
}

/** By the seats of all members. */
interface Majorities {
  /** How many seats have to approve so that the others decide. */
  neededOf(seats: readonly number[]): number;
  /** How many seats can approve without deciding anything, as long as the others are silent. */
  undecidedOf(seats: readonly number[]): number;
}

function ballotOf(word: BallotWord, { neededOf, undecidedOf }: Majorities): BallotOf {
  const butOne = (other: Ballot): BallotOf => {
    return (member, seats) => (member === dispensable(seats, neededOf(seats)) ? other : "approve");
  };
  switch (word) {
    // One member of the committee commits and keeps silent: it alone is slashed, the others decide.
    case "one keeps silent":
      return butOne("never-reveal");
    // A draw can give every seat to one juror: then there are no others before an appeal.
    case "one votes otherwise":
      return butOne("reject");
    // Nobody who revealed loses anything, and another committee is drawn, once.
    case "too few to decide":
      return (member, seats) => (votersBelow(undecidedOf(seats), seats).has(member) ? "approve" : "absent");
    default:
      return () => word;
  }
}

/** @returns the first member without whose seats the others have those needed; the first of all if there is none */
function dispensable(seats: readonly number[], needed: number): number {
  const all = sum(seats);
  return Math.max(
    0,
    seats.findIndex((own) => all - own >= needed),
  );
}

/** How many of a committee's seats have to approve. */
function approvalsOf({ protocol }: Plan, seats: number): number {
  return Math.ceil((seats * protocol.quorum.approvalBps) / WHOLE_BPS);
}

/** How many seats of a whole committee can approve without deciding anything, as long as the others are silent. */
export function undecidedSeats(plan: Plan): number {
  return approvalsOf(plan, plan.protocol.committee.size) - 1;
}

/** The first members, each where its seats still fit in with those before it. */
function votersBelow(most: number, seats: readonly number[]): ReadonlySet<number> {
  const voters = new Set<number>();
  let left = most;
  for (const [member, own] of seats.entries()) {
    if (own > left) continue;
    voters.add(member);
    left -= own;
  }
  return voters;
}

function sum(seats: readonly number[]): number {
  return seats.reduce((total, own) => total + own, 0);
}

/** The policy of a drill's job. */
export function adjustmentOf({ drill, job }: Pick<DrillScene, "drill" | "job">): DelayAdjustment {
  return drill.adjustment ?? job.adjustmentOnDelay;
}
