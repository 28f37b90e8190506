import type { Cast } from "../model/cast.ts";
import { CHOICE } from "../model/enums.ts";
import type { EventRecord, TransactionRecord } from "../model/record.ts";
import type { JobHistory } from "../model/rehearsal.ts";
import type { Ballot, Handshake } from "../model/votes.ts";
import { personAt } from "./casting.ts";
import { commitmentOf, rehearsalSalt } from "./commitment.ts";
import { listArg, textArg, uintArg } from "./events.ts";

type Step = Exclude<keyof JobHistory, "jobId" | "handshakes">;

/** To which step of a job's life each call belongs. */
const STEPS: Readonly<Record<string, Step>> = {
  createJob: "post",
  applyForJob: "apply",
  triggerDelayPolicy: "apply",
  triggerPauseCheck: "apply",
  resume: "apply",
  guardianResume: "apply",
  submitResult: "submit",
  drawCommittee: "validate",
  commitVote: "validate",
  revealVote: "validate",
  closeValidation: "validate",
  raiseDispute: "dispute",
  drawJury: "dispute",
  commitJuryVote: "dispute",
  revealJuryVote: "dispute",
  schedule: "dispute",
  ruleByOwner: "dispute",
  finalize: "finalize",
  expire: "finalize",
};

/** The two bodies that vote by commit and reveal, as their calls and events name things. */
const BODIES = [
  {
    body: "committee",
    drawn: "CommitteeDrawn",
    members: "members",
    commit: "commitVote",
    reveal: "revealVote",
  },
  { body: "jury", drawn: "JuryDrawn", members: "jurors", commit: "commitJuryVote", reveal: "revealJuryVote" },
] as const;

/** What each ballot commits to; 0 is no vote. */
const CHOICES: Readonly<Record<Ballot, number>> = {
  ...CHOICE,
  "never-reveal": CHOICE.approve,
  absent: 0,
};

/**
 * Tells a job's life from its transactions alone, so that running and verifying tell it alike.
 *
 * @param records of one job, in the chain's order; what belongs to no step of a job is left out.
 * @throws Error if the first is not the one that posted the job.
 */
export function foldJob(records: readonly TransactionRecord[], cast: Cast): JobHistory {
  const created = records[0]?.events.find(({ name }) => name === "JobCreated");
  if (created === undefined) throw new Error("a job's history begins with the transaction that posts it");
  const of = (step: Step) => records.filter(({ function: name }) => STEPS[name ?? ""] === step);
  return {
    jobId: uintArg(created.args, "jobId"),
    post: of("post"),
    apply: of("apply"),
    submit: of("submit"),
    validate: of("validate"),
    dispute: of("dispute"),
    finalize: of("finalize"),
    handshakes: foldVotes(records, cast),
  };
}

/**
 * The same for every job that was posted among these transactions, in the order of their ids. Only what names its job
 * is told.
 */
export function foldJobs(records: readonly TransactionRecord[], cast: Cast): JobHistory[] {
  const byJob = Map.groupBy(records, jobOf);
  return [...byJob]
    .filter(([jobId, own]) => jobId !== null && own[0]?.events.some(({ name }) => name === "JobCreated"))
    .map(([, own]) => foldJob(untilEnd(own), cast));
}

/** A job that is over is touched by what is refused, such as the calls that a pause drill tries. */
function untilEnd(records: readonly TransactionRecord[]): readonly TransactionRecord[] {
  const end = records.findIndex(({ function: name, status }) => isEnd(name) && status === "success");
  return end === -1 ? records : records.slice(0, end + 1);
}

function isEnd(name: string | null): boolean {
  return STEPS[name ?? ""] === "finalize";
}

/** @returns the job that a transaction is about, `null` if it is about none */
function jobOf({ function: name, args, events }: TransactionRecord): string | null {
  if (STEPS[name ?? ""] === undefined) return null;
  const created = events.find((event) => event.name === "JobCreated");
  if (created !== undefined) return textArg(created.args, "jobId");
  return typeof args.jobId === "string" ? args.jobId : null;
}

/** Every vote of everybody who was drawn, in the order of the draws; the absent ones' too. */
export function foldVotes(records: readonly TransactionRecord[], cast: Cast): Handshake[] {
  return records.flatMap(({ events }, index) =>
    BODIES.flatMap((body) => {
      const drawn = events.find(({ name }) => name === body.drawn);
      return drawn === undefined
        ? []
        : votesOf(body, drawn, untilNextDraw(body, records.slice(index + 1)), cast);
    }),
  );
}

type Body = (typeof BODIES)[number];

function untilNextDraw({ drawn }: Body, records: readonly TransactionRecord[]): readonly TransactionRecord[] {
  const next = records.findIndex(({ events }) => events.some(({ name }) => name === drawn));
  return next === -1 ? records : records.slice(0, next);
}

function votesOf(
  { body, members, commit, reveal }: Body,
  { address: module, args }: EventRecord,
  votes: readonly TransactionRecord[],
  cast: Cast,
): Handshake[] {
  const jobId = uintArg(args, "jobId");
  const isCommittee = body === "committee";
  const round = isCommittee ? uintArg(args, "round") : null;
  const weights = isCommittee ? listArg(args, "weightsWei") : [];
  const sent = (name: string, voter: string) =>
    votes.find((vote) => vote.function === name && vote.from === voter && vote.status === "success");
  return listArg(args, members).map((voter, seat) => {
    const ballot = ballotOf(sent(commit, voter), sent(reveal, voter));
    const choice = CHOICES[ballot];
    const salt = rehearsalSalt({ module, jobId, round, voter });
    return {
      body,
      module,
      jobId: jobId.toString(),
      round: round?.toString() ?? null,
      voter,
      handle: personAt(cast, voter).handle,
      weight: weights[seat] ?? "1",
      ballot,
      choice,
      salt,
      commitment: commitmentOf({ chainId: cast.chainId, module, jobId, round, voter, choice, salt }),
    };
  });
}

/** What became of a vote; what was committed and never revealed is taken for an approval, as a rehearsal does. */
function ballotOf(commit: TransactionRecord | undefined, reveal: TransactionRecord | undefined): Ballot {
  if (reveal !== undefined)
    return uintArg(reveal.args, "choice") === BigInt(CHOICE.reject) ? "reject" : "approve";
  return commit === undefined ? "absent" : "never-reveal";
}
