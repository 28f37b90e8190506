import type { DrillResult } from "../../model/drill.ts";
import type { BallotOf } from "../voting.ts";
import {
  bondWasLost,
  jobExpired,
  jurySaidOtherwise,
  missedQuorumWasFree,
  onlySilentLost,
  ownerDecided,
  rejectedWorkLost,
} from "./acted.ts";
import type { DrillSetting } from "./drill.ts";
import { type JobScript, runJobDrill } from "./job-drill.ts";

const APPROVE: BallotOf = () => "approve";
const REJECT: BallotOf = () => "reject";
const ABSENT: BallotOf = () => "absent";

/** What people do in a drill that is about the judgement of a job. */
type Judgement = (setting: DrillSetting) => JobScript;

/** One member of the committee commits and keeps silent: it alone is slashed, the others decide. */
const nonReveal: Judgement = () => ({
  intervention: "the first member of the committee commits and never reveals",
  rounds: [(seat) => (seat === 0 ? "never-reveal" : "approve"), APPROVE],
  idle: onlySilentLost,
});

/** One vote less than a quorum: nobody who revealed loses anything, and another committee is drawn, once. */
const quorumMissed: Judgement = ({ plan }) => ({
  intervention: `of the first committee ${plan.protocol.quorum.validators - 1} reveal, one less than the quorum`,
  rounds: [(seat) => (seat < plan.protocol.quorum.validators - 1 ? "approve" : "absent"), APPROVE],
  idle: missedQuorumWasFree,
});

/** The work is rejected: the agent is slashed, the employer refunded. */
const rejection: Judgement = () => ({
  intervention: "the committee rejects the result",
  rounds: [REJECT],
  idle: rejectedWorkLost,
});

/** The agent disputes a rejection and is right: the bond comes back. */
const disputeWon: Judgement = () => ({
  intervention:
    "the committee rejects the result; the agent disputes it before a jury that approves the work",
  rounds: [REJECT],
  claimant: "agent",
  jury: APPROVE,
  idle: jurySaidOtherwise,
});

/** The employer disputes an acceptance and is wrong: the bond goes to the agent. */
const disputeLost: Judgement = () => ({
  intervention:
    "the committee accepts the result; the employer disputes it before a jury that approves the work",
  rounds: [APPROVE],
  claimant: "employer",
  jury: APPROVE,
  idle: bondWasLost,
});

/** No juror votes: the owner rules, after its delay. */
const ownerRuling: Judgement = () => ({
  intervention:
    "the agent disputes a rejection before a jury of whom nobody votes; the owner approves the work",
  rounds: [REJECT],
  claimant: "agent",
  jury: ABSENT,
  idle: ownerDecided,
});

/** The agent never hands anything in. */
const expiry: Judgement = () => ({
  intervention: "the agent takes the job and hands in nothing until its hard deadline has passed",
  rounds: [],
  idle: jobExpired,
});

const rehearsing =
  (judgement: Judgement) =>
  (setting: DrillSetting): Promise<DrillResult> =>
    runJobDrill(setting, judgement(setting));

export const nonRevealDrill = rehearsing(nonReveal);
export const quorumMissedDrill = rehearsing(quorumMissed);
export const rejectionDrill = rehearsing(rejection);
export const disputeWonDrill = rehearsing(disputeWon);
export const disputeLostDrill = rehearsing(disputeLost);
export const ownerRulingDrill = rehearsing(ownerRuling);
export const expiryDrill = rehearsing(expiry);
