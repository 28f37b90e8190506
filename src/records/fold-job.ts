import type { Cast } from "../model/cast.ts";
import { CHOICE } from "../model/enums.ts";
import type { JobHistory, JobRun } from "../model/layer-run.ts";
import type { Job } from "../model/plan.ts";
import type { EventRecord, TransactionRecord } from "../model/record.ts";
import type { Ballot, Handshake } from "../model/votes.ts";
import { eventOf, outcomeOf, textArg, uintArg } from "./events.ts";
import { JobAttribution } from "./job-attribution.ts";
import { textDigest } from "./job-request.ts";
import { COMMITTEE, JURY, type VotingBody, votesOf } from "./vote.ts";

type Step = Exclude<keyof JobHistory, "jobId" | "handshakes">;

/** To which step of a job's life each call belongs. A map: calls are called as strangers like, "constructor" for one. */
const STEPS: ReadonlyMap<string | null, Step> = new Map([
  ["createJob", "post"],
  ["reopenJob", "post"],
  ["applyForJob", "apply"],
  ["triggerDelayPolicy", "apply"],
  ["triggerPauseCheck", "apply"],
  ["resume", "apply"],
  ["guardianResume", "apply"],
  ["submitResult", "submit"],
  ["drawCommittee", "validate"],
  ["commitVote", "validate"],
  ["revealVote", "validate"],
  ["closeValidation", "validate"],
  ["raiseDispute", "dispute"],
  ["appeal", "dispute"],
  ["drawJury", "dispute"],
  ["resumeHearing", "dispute"],
  ["commitJuryVote", "dispute"],
  ["revealJuryVote", "dispute"],
  ["schedule", "dispute"],
  ["ruleByOwner", "dispute"],
  ["concludeDispute", "dispute"],
  ["settleJurors", "dispute"],
  ["finalize", "finalize"],
  ["expire", "finalize"],
  ["depositStake", "restake"],
]);

/** The bodies that judge a job. */
const BODIES = [COMMITTEE, JURY];

/**
 * Tells a job's life from its transactions alone, so that running and verifying tell it alike.
 *
 * @param records of one job, in the chain's order; what belongs to no step of a job is left out.
 * @throws Error if the first is not the one that posted the job.
 */
export function foldJob(records: readonly TransactionRecord[], cast: Cast): JobHistory {
  const created = records[0]?.events.find(({ name }) => name === "JobCreated");
  if (created === undefined) throw new Error("a job's history begins with the transaction that posts it");
  const of = (step: Step) => records.filter(({ function: name }) => STEPS.get(name) === step);
  return {
    jobId: uintArg(created.args, "jobId"),
    post: of("post"),
    apply: of("apply"),
    submit: of("submit"),
    validate: of("validate"),
    dispute: of("dispute"),
    finalize: of("finalize"),
    restake: of("restake"),
    handshakes: foldVotes(records, cast),
  };
}

/** The same for every job that was posted among these transactions, in the order in which they were posted. */
export function foldJobs(records: readonly TransactionRecord[], cast: Cast): JobHistory[] {
  const attribution = new JobAttribution();
  const byJob = Map.groupBy(records, (record) =>
    STEPS.has(record.function) ? attribution.jobOf(record) : null,
  );
  return [...byJob]
    .filter(([jobId, own]) => jobId !== null && own[0]?.events.some(({ name }) => name === "JobCreated"))
    .map(([, own]) => foldJob(untilEnd(own), cast));
}

/**
 * The life of each of these jobs that was posted among these transactions, in their order; one that waits for a job that was
 * given up is not.
 *
 * @param chainIdOf what the chain keeps the hash of; by default the job's id.
 * @throws Error if one was not posted although all that it waits for was approved.
 */
export function foldRuns(
  jobs: readonly Job[],
  records: readonly TransactionRecord[],
  cast: Cast,
  chainIdOf: (job: Job) => string = ({ id }) => id,
): JobRun[] {
  const histories = Map.groupBy(foldJobs(records, cast), planJobOf);
  // Attempts follow each other, and so do their transactions.
  const attemptsAt = (job: Job) => histories.get(textDigest(chainIdOf(job))) ?? [];
  const approved = new Set(jobs.filter((job) => isApproved(attemptsAt(job).at(-1))).map(({ id }) => id));
  return jobs.flatMap((job) => {
    const attempts = attemptsAt(job);
    const history = attempts.at(-1);
    if (history !== undefined) {
      return [{ job, attempt: attempts.length, history, earlier: attempts.slice(0, -1) }];
    }
    if (job.dependencies.every((id) => approved.has(id))) throw new Error(`job "${job.id}" was not posted`);
    return [];
  });
}

function isApproved(history: JobHistory | undefined): boolean {
  const finalized = history?.finalize.at(-1)?.events.find(({ name }) => name === "JobFinalized");
  return finalized !== undefined && outcomeOf(finalized) === "approved";
}

/** @returns the hash of what the plan calls the job. */
function planJobOf({ post }: JobHistory): string {
  return textArg(eventOf(post[0], "JobCreated").args, "planJobId");
}

/** A job that is over is touched by what is refused, such as the calls that a pause drill tries. */
function untilEnd(records: readonly TransactionRecord[]): readonly TransactionRecord[] {
  const end = records.findIndex(({ function: name, status }) => isEnd(name) && status === "success");
  if (end === -1) return records;
  return records.filter(({ function: name }, index) => index <= end || STEPS.get(name) === "restake");
}

function isEnd(name: string | null): boolean {
  return STEPS.get(name) === "finalize";
}

/** Every vote of everybody who was drawn, in the order of the draws; the absent ones' too. */
function foldVotes(records: readonly TransactionRecord[], cast: Cast): Handshake[] {
  return records.flatMap(({ events }, index) =>
    BODIES.filter((body) => events.some(({ name }) => name === body.drawn)).flatMap((body) =>
      votesSent(body, events, untilNextDraw(body, records.slice(index + 1)), cast),
    ),
  );
}

function untilNextDraw(
  { drawn }: VotingBody,
  records: readonly TransactionRecord[],
): readonly TransactionRecord[] {
  const next = records.findIndex(({ events }) => events.some(({ name }) => name === drawn));
  return next === -1 ? records : records.slice(0, next);
}

/** What everybody did of whom a body was drawn. */
function votesSent(
  body: VotingBody,
  draw: readonly EventRecord[],
  votes: readonly TransactionRecord[],
  cast: Cast,
): Handshake[] {
  const sent = (name: string, voter: string) =>
    votes.find((vote) => vote.function === name && vote.from === voter && vote.status === "success");
  return votesOf(body, draw, cast, (_member, _seats, voter) =>
    ballotOf(sent(body.commit, voter), sent(body.reveal, voter)),
  );
}

/** What became of a vote; what was committed and never revealed is taken for an approval, as a rehearsal does. */
function ballotOf(commit: TransactionRecord | undefined, reveal: TransactionRecord | undefined): Ballot {
  if (reveal !== undefined)
    return uintArg(reveal.args, "choice") === BigInt(CHOICE.reject) ? "reject" : "approve";
  return commit === undefined ? "absent" : "never-reveal";
}
