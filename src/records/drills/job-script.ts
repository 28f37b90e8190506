import type { Choice } from "../../economics/vote-count.ts";
import type { DelayAdjustment, DrillKind, Plan } from "../../model/plan.ts";
import { WHOLE_BPS } from "../../model/units.ts";
import type { BallotOf } from "../vote.ts";
import type { DrillScene } from "./scene.ts";

/** What a drill has its job go through. */
export interface JobScript {
  readonly intervention: string;
  /** Whether a member whose draw is certain takes its stake out before it sits, so that one of its seats is unfunded. */
  readonly takesOut?: true;
  /** How each committee votes; the last one's way is kept. None: the agent never hands anything in. */
  readonly rounds: readonly BallotOf[];
  /**
   * Who disputes the committee's verdict, and who appeals against a jury's that it lost by, if it did; and how the jury then
   * votes.
   */
  readonly hearings?: readonly ScriptedHearing[];
}

export interface ScriptedHearing {
  readonly claimant: "agent" | "employer";
  readonly jury: BallotOf;
}

type JobDrillKind = Exclude<
  DrillKind,
  | "pause"
  | "thermostat"
  | "parameters"
  | "grant-cancelled"
  | "revocation"
  | "reward"
  | "quadratic-proposal"
  | "own"
>;

/** How the owner rules wherever a jury decides nothing. */
export const OWNER: Choice = "approve";

const APPROVE: BallotOf = () => "approve";
const REJECT: BallotOf = () => "reject";
const ABSENT: BallotOf = () => "absent";

const SCRIPTS: Readonly<Record<JobDrillKind, (scene: DrillScene) => JobScript>> = {
  "non-reveal": nonReveal,
  "quorum-missed": quorumMissed,
  "unfunded-seat": unfundedSeat,
  rejection,
  "dispute-won": disputeWon,
  "dispute-lost": disputeLost,
  "owner-ruling": ownerRuling,
  "juror-slashed": jurorSlashed,
  "second-appeal": secondAppeal,
  expiry,
  delay,
};

/** @returns what the drill's job goes through; `null` if the drill runs none. */
export function jobScriptOf(scene: DrillScene): JobScript | null {
  const { kind } = scene.drill;
  return isJobDrill(kind) ? SCRIPTS[kind](scene) : null;
}

function isJobDrill(kind: DrillKind): kind is JobDrillKind {
  return Object.hasOwn(SCRIPTS, kind);
}

/** One member of the committee commits and keeps silent: it alone is slashed, the others decide. */
function nonReveal({ plan }: { readonly plan: Plan }): JobScript {
  const { validators: quorum, approvalBps } = plan.protocol.quorum;
  const needed = (seats: readonly number[]) =>
    Math.max(quorum, Math.ceil((sum(seats) * approvalBps) / WHOLE_BPS));
  return {
    intervention: "a member of the committee without whom the others decide commits and never reveals",
    rounds: [
      (member, seats) => (member === dispensable(seats, needed(seats)) ? "never-reveal" : "approve"),
      APPROVE,
    ],
  };
}

/** @returns the first member without whose seats the others have those needed; the first of all if there is none */
function dispensable(seats: readonly number[], needed: number): number {
  const all = sum(seats);
  return Math.max(
    0,
    seats.findIndex((own) => all - own >= needed),
  );
}

/** Too few votes for a quorum: nobody who revealed loses anything, and another committee is drawn, once. */
function quorumMissed({ plan }: { readonly plan: Plan }): JobScript {
  const most = plan.protocol.quorum.validators - 1;
  return {
    intervention: `members of the first committee with ${most} of its seats at most reveal, less than the quorum`,
    rounds: [(member, seats) => (votersBelow(most, seats).has(member) ? "approve" : "absent"), APPROVE],
  };
}

/** Nobody calls the draw for as long as stake takes to leave: who was drawn sits all the same, and votes with every seat. */
function unfundedSeat(): JobScript {
  return {
    intervention:
      "the first member that the seed draws takes out, before the draw is called, what one of its seats would lock",
    takesOut: true,
    rounds: [APPROVE],
  };
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

/** The work is rejected: the agent is slashed, the employer refunded. */
function rejection(): JobScript {
  return { intervention: "the committee rejects the result", rounds: [REJECT] };
}

/** The agent disputes a rejection and is right: the bond comes back. */
function disputeWon(): JobScript {
  return {
    intervention:
      "the committee rejects the result; the agent disputes it before a jury that approves the work",
    rounds: [REJECT],
    hearings: [{ claimant: "agent", jury: APPROVE }],
  };
}

/** The employer disputes an acceptance and is wrong: the bond goes to the agent and the jurors. */
function disputeLost(): JobScript {
  return {
    intervention:
      "the committee accepts the result; the employer disputes it before a jury that approves the work",
    rounds: [APPROVE],
    hearings: [{ claimant: "employer", jury: APPROVE }],
  };
}

/** No juror votes: the owner rules, after its delay. */
function ownerRuling(): JobScript {
  return {
    intervention:
      "the agent disputes a rejection before a jury of whom nobody votes; the owner approves the work",
    rounds: [REJECT],
    hearings: [{ claimant: "agent", jury: ABSENT }],
  };
}

/**
 * One juror votes against the others, and loses stake to them. A draw can give every seat to one juror: then there are no
 * others before an appeal.
 */
function jurorSlashed({ plan }: { readonly plan: Plan }): JobScript {
  const { jurors: quorum } = plan.protocol.quorum;
  return {
    intervention:
      "the agent disputes a rejection before a jury that approves the work, but for one juror without whom the others decide; where one juror has all seats, the agent appeals, and a larger jury approves it",
    rounds: [REJECT],
    hearings: [
      {
        claimant: "agent",
        jury: (member, seats) => (member === dispensable(seats, quorum) ? "reject" : "approve"),
      },
      { claimant: "agent", jury: APPROVE },
    ],
  };
}

/** Two appeals: each jury says the contrary of the one before, and the last one is right. */
function secondAppeal(): JobScript {
  return {
    intervention:
      "the agent disputes a rejection, a jury approves the work; the employer appeals, a larger jury rejects it; the agent appeals, and the largest jury approves it for good",
    rounds: [REJECT],
    hearings: [
      { claimant: "agent", jury: APPROVE },
      { claimant: "employer", jury: REJECT },
      { claimant: "agent", jury: APPROVE },
    ],
  };
}

/** The agent never hands anything in. */
function expiry(): JobScript {
  return {
    intervention: "the agent takes the job and hands in nothing until its hard deadline has passed",
    rounds: [],
  };
}

/** A job passes its soft deadline; its policy is set in motion once, and the late result is still judged. */
function delay(scene: DrillScene): JobScript {
  return {
    intervention: `a job passes its soft deadline, and its delay policy ${adjustmentOf(scene)} is triggered`,
    rounds: [APPROVE],
  };
}

/** The policy of a drill's job. */
export function adjustmentOf({ drill, job }: Pick<DrillScene, "drill" | "job">): DelayAdjustment {
  return drill.adjustment ?? job.adjustmentOnDelay;
}
