import {
  DECIDERS,
  DELAY_POLICIES,
  type Decider,
  JOB_STATUSES,
  numberOf,
  OUTCOMES,
  wordOf,
} from "../../model/enums.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { JobOnChain, PlannedJob } from "../../model/owner.ts";
import type { Job, Plan } from "../../model/plan.ts";
import type { ArgumentRecord } from "../../model/record.ts";
import { coordinationId } from "../../records/coordination-id.ts";
import { textArg, uintArg } from "../../records/events.ts";
import { bonusCapWei, jurisdictionLabel, textDigest } from "../../records/job-request.ts";
import { OWNER_PAUSE_JOB } from "../../records/pause-job.ts";
import type { ChainEvent } from "../history.ts";
import type { Standpoint } from "./access.ts";

/** What is on the job board: everything posted, and what the plans name but nobody has posted yet. */
export interface JobBoard {
  readonly jobs: readonly JobOnChain[];
  readonly notPosted: readonly PlannedJob[];
}

/** `IJobRegistry.Job`, as far as it is reported. */
interface ChainJob {
  readonly employer: string;
  readonly status: bigint;
  readonly outcome: bigint;
  readonly delayPolicy: bigint;
  readonly termsVersion: bigint;
  readonly agent: string;
  readonly deadline: bigint;
  readonly deadlineSeconds: bigint;
  readonly rewardWei: bigint;
  readonly validatorBonusCapWei: bigint;
}

/** What only the event of its creation keeps of a job. */
interface Wording {
  readonly specHash: string;
  readonly jurisdiction: string;
}

/** A job that some plan accounts for. */
interface Expected extends PlannedJob {
  /** `null` for drills: they borrow their terms. */
  readonly job: Job | null;
}

const NOBODY = /^0x0{40}$/;

interface Posted {
  readonly jobId: bigint;
  readonly chain: ChainJob;
  readonly wording: Wording;
  readonly needs: readonly bigint[];
}

/** What the chain says of all jobs. */
interface Board {
  /** In the order of their creation. */
  readonly jobs: readonly Posted[];
  /** Of each job that was disputed. */
  readonly decidedBy: ReadonlyMap<bigint, Decider>;
  readonly submissions: ReadonlyMap<bigint, ChainEvent>;
  /** Of each job that set its delay policy in motion. */
  readonly used: ReadonlyMap<bigint, ChainEvent>;
  /** Version of the terms → seconds. */
  readonly graces: ReadonlyMap<bigint, bigint>;
  readonly activeTime: bigint;
}

/** Reads every job and joins it with the plans. */
export async function readJobs(standpoint: Standpoint, project: Project): Promise<JobBoard> {
  const board = await readBoard(standpoint);
  const expected = expectedJobs(project);
  const planIdOf = new Map(
    board.jobs.map(({ jobId, wording }) => [jobId, expected.get(wording.specHash)?.planId]),
  );
  const jobs = board.jobs.map((posted): JobOnChain => {
    const plan = expected.get(posted.wording.specHash);
    const needed = posted.needs.map((id) => planIdOf.get(id) ?? `#${id}`);
    const drift = plan ? driftOf(posted, needed, plan) : ["is in no plan"];
    return { ...describeJob(standpoint, board, posted, plan), drift };
  });
  const posted = new Set(board.jobs.map(({ wording }) => wording.specHash));
  const notPosted = [...expected]
    .filter(([specHash, { origin }]) => origin !== "drill" && !posted.has(specHash))
    .map(([, { job, ...planned }]) => planned);
  return { jobs, notPosted };
}

async function readBoard(standpoint: Standpoint): Promise<Board> {
  const { history, reads } = standpoint;
  const creations = history.of("JobRegistry", "JobCreated");
  const created = creations.map(({ args }) => uintArg(args, "jobId"));
  const disputed = [
    ...new Set(history.of("JobRegistry", "JobDisputed").map(({ args }) => uintArg(args, "jobId"))),
  ];
  const ofEach = (contract: string, name: string, jobIds: readonly bigint[]) =>
    reads.read(jobIds.map((jobId) => ({ contract, function: name, args: [jobId] })));
  const [clock, answers, dependencies, disputes] = await Promise.all([
    reads.read([{ contract: "SystemPause", function: "activeTime", args: [] }]),
    ofEach("JobRegistry", "jobOf", created),
    ofEach("JobRegistry", "dependenciesOf", created),
    ofEach("DisputeModule", "disputeOf", disputed),
  ]);
  const chains = answers.map((answer) => answer[0] as ChainJob);
  return {
    jobs: created.map((jobId, index) => ({
      jobId,
      chain: chains[index] as ChainJob,
      wording: wordingOf(creations[index] as ChainEvent),
      needs: [...(dependencies[index]?.[0] as Iterable<bigint>)],
    })),
    decidedBy: new Map(
      disputed.map((jobId, index) => [jobId, wordOf(DECIDERS, disputes[index]?.[0].decidedBy) ?? "nobody"]),
    ),
    submissions: byJob(history.of("JobRegistry", "ResultSubmitted")),
    used: byJob(history.of("JobRegistry", "DelayPolicyTriggered")),
    graces: await readGraces(
      standpoint,
      chains.map(({ termsVersion }) => termsVersion),
    ),
    activeTime: clock[0]?.[0] as bigint,
  };
}

function wordingOf({ args }: ChainEvent): Wording {
  const request = args.request as ArgumentRecord;
  return { specHash: textArg(request, "specHash"), jurisdiction: textArg(request, "jurisdiction") };
}

function describeJob(
  { names }: Standpoint,
  { decidedBy, submissions, used, graces, activeTime }: Board,
  { jobId, chain, wording }: Posted,
  plan: Expected | undefined,
): Omit<JobOnChain, "drift"> {
  const submitted = submissions.get(jobId);
  const submittedAt = submitted ? textArg(submitted.args, "submittedAt") : null;
  const status = wordOf(JOB_STATUSES, chain.status) ?? "unknown";
  return {
    jobId: jobId.toString(),
    planId: plan?.planId ?? null,
    origin: plan?.origin ?? "unplanned",
    title: plan?.title ?? wording.specHash,
    jurisdiction: plan?.jurisdiction ?? { kind: "unknown", name: wording.jurisdiction },
    status,
    outcome: wordOf(OUTCOMES, chain.outcome) ?? "unknown",
    employer: names.of(chain.employer),
    agent: NOBODY.test(chain.agent) ? "nobody" : names.of(chain.agent),
    reward: chain.rewardWei.toString(),
    deadline: chain.deadline.toString(),
    submittedAt,
    lateness: latenessOf(
      { status, deadline: chain.deadline, graceSeconds: graces.get(chain.termsVersion) ?? 0n },
      submittedAt === null ? null : BigInt(submittedAt),
      activeTime,
    ),
    delayPolicyUsed: used.has(jobId),
    dispute: disputeOf(decidedBy.get(jobId)),
  };
}

function disputeOf(decider: Decider | undefined): JobOnChain["dispute"] {
  if (decider === undefined) return "none";
  return decider === "nobody" ? "open" : decider;
}

/** Terms are versioned: reads each version that a job has once. */
async function readGraces({ reads }: Standpoint, versions: readonly bigint[]): Promise<Map<bigint, bigint>> {
  const used = [...new Set(versions)];
  const graces = await reads.read(
    used.map((version) => ({ contract: "JobTerms", function: "graceSecondsAt", args: [version] })),
  );
  return new Map(used.map((version, index) => [version, graces[index]?.[0] as bigint]));
}

/** @param now active time. */
export function latenessOf(
  { status, deadline, graceSeconds }: { status: string; deadline: bigint; graceSeconds: bigint },
  submittedAt: bigint | null,
  now: bigint,
): JobOnChain["lateness"] {
  if (submittedAt !== null) return submittedAt >= deadline ? "was late" : "none";
  if (status === "expired") return deadline === 0n ? "none" : "was late";
  if (status !== "assigned" || now < deadline) return "none";
  return now < deadline + graceSeconds ? "late" : "past grace";
}

/** Specification hash → what the plans say about it: their jobs, and the jobs that drills post. */
function expectedJobs({ national, planetary, shared }: Project): Map<string, Expected> {
  const plans = [
    ["national", national],
    ["planetary", planetary],
    ["shared", shared],
  ] as const;
  return new Map(
    plans
      .flatMap(([origin, plan]) => (plan === null ? [] : [...planned(origin, plan), ...drills(plan)]))
      .concat([
        [
          textDigest(`${OWNER_PAUSE_JOB.planJobId}\n${OWNER_PAUSE_JOB.title}`),
          {
            planId: OWNER_PAUSE_JOB.planJobId,
            origin: "drill",
            title: OWNER_PAUSE_JOB.title,
            jurisdiction: { kind: "nation", name: national.initiative },
            settledAfter: null,
            job: null,
          },
        ],
      ]),
  );
}

function planned(origin: Expected["origin"], { jobs }: Plan): [string, Expected][] {
  return jobs.map((job) => [
    textDigest(`${origin === "shared" ? coordinationId(job) : job.id}\n${job.title}`),
    {
      planId: job.id,
      origin,
      title: job.title,
      jurisdiction: job.jurisdiction,
      settledAfter: job.settledAfter,
      job,
    },
  ]);
}

/** A drill's job has the drill's id and the title of the job that it borrows from. */
function drills({ drills, jobs, borrowed }: Plan): [string, Expected][] {
  return drills.flatMap((drill): [string, Expected][] => {
    const all = [...jobs, ...borrowed];
    const job = all.find(({ id }) => id === drill.job) ?? all[0];
    if (!job) return [];
    const planId = `drill:${drill.id}`;
    const { title, jurisdiction } = job;
    const expected = { planId, origin: "drill" as const, title, jurisdiction, settledAfter: null, job: null };
    return [[textDigest(`${planId}\n${title}`), expected]];
  });
}

function driftOf({ chain, wording }: Posted, dependencies: readonly string[], { job }: Expected): string[] {
  if (job === null) return [];
  const differs = (what: string, planned: unknown, found: unknown) =>
    String(planned) === String(found) ? [] : [`${what} is ${found}, planned as ${planned}`];
  return [
    ...differs("reward", job.rewardWei, chain.rewardWei),
    ...differs("deadline", job.deadlineSeconds, chain.deadlineSeconds),
    ...differs("bonus cap", bonusCapWei(job), chain.validatorBonusCapWei),
    ...differs("delay policy", numberOf(DELAY_POLICIES, job.adjustmentOnDelay), chain.delayPolicy),
    ...differs("jurisdiction", textDigest(jurisdictionLabel(job)), wording.jurisdiction),
    ...differs("dependencies", job.dependencies.join(" ") || "none", dependencies.join(" ") || "none"),
  ];
}

function byJob(events: readonly ChainEvent[]): Map<bigint, ChainEvent> {
  return new Map(events.map((event) => [uintArg(event.args, "jobId"), event]));
}
