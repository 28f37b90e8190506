import type { JobOnChain, PlannedJob } from "../../model/owner.ts";
import type { Job, Plan, Project } from "../../model/plan.ts";
import { coordinationId } from "../coordination-id.ts";
import { textArg, uintArg } from "../events.ts";
import { bonusCapWei, DELAY_POLICY, textDigest } from "../lifecycle.ts";
import { jurisdictionLabel } from "../mission.ts";
import type { Standpoint } from "./access.ts";
import type { ChainEvent } from "./history.ts";
import { OWNER_PAUSE_JOB } from "./pause-job.ts";

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
  readonly delayPolicyUsed: boolean;
  readonly termsVersion: bigint;
  readonly agent: string;
  readonly deadline: bigint;
  readonly deadlineSeconds: bigint;
  readonly rewardWei: bigint;
  readonly validatorBonusCapWei: bigint;
  readonly planJobId: string;
  readonly specHash: string;
  readonly jurisdiction: string;
}

/** A job that some plan accounts for. */
interface Expected extends PlannedJob {
  /** `null` for drills: they borrow their terms. */
  readonly job: Job | null;
}

const STATUSES = [
  "none",
  "open",
  "assigned",
  "submitted",
  "accepted",
  "rejected",
  "disputed",
  "finalized",
  "cancelled",
  "expired",
];
const OUTCOMES = ["pending", "approved", "rejected", "inconclusive"];
const DECIDED_BY = ["open", "jury", "owner", "default"] as const;
const NOBODY = /^0x0{40}$/;

/** Reads every job and joins it with the plans. */
export async function readJobs(standpoint: Standpoint, project: Project): Promise<JobBoard> {
  const { history, reads } = standpoint;
  const created = history.of("JobRegistry", "JobCreated").map(({ args }) => uintArg(args, "jobId"));
  const disputed = [
    ...new Set(history.of("JobRegistry", "JobDisputed").map(({ args }) => uintArg(args, "jobId"))),
  ];
  const [clock, answers, dependencies, disputes] = await Promise.all([
    reads.read([{ contract: "SystemPause", function: "activeTime", args: [] }]),
    reads.read(created.map((jobId) => ({ contract: "JobRegistry", function: "jobOf", args: [jobId] }))),
    reads.read(
      created.map((jobId) => ({ contract: "JobRegistry", function: "dependenciesOf", args: [jobId] })),
    ),
    reads.read(
      disputed.map((jobId) => ({ contract: "DisputeModule", function: "disputeOf", args: [jobId] })),
    ),
  ]);
  const graces = await readGraces(
    standpoint,
    answers.map((answer) => (answer[0] as ChainJob).termsVersion),
  );
  const expected = expectedJobs(project);
  const planIdOf = new Map(
    created.map((jobId, index) => {
      const { specHash } = answers[index]?.[0] as ChainJob;
      return [jobId, expected.get(specHash)?.planId];
    }),
  );
  const decidedBy = new Map(disputed.map((jobId, index) => [jobId, Number(disputes[index]?.[0].decidedBy)]));
  const submissions = byJob(history.of("JobRegistry", "ResultSubmitted"));
  const jobs = created.map((jobId, index): JobOnChain => {
    const chain = answers[index]?.[0] as ChainJob;
    const plan = expected.get(chain.specHash);
    const submitted = submissions.get(jobId);
    const submittedAt = submitted ? textArg(submitted.args, "submittedAt") : null;
    const status = STATUSES[Number(chain.status)] ?? "unknown";
    const needed = [...(dependencies[index]?.[0] as Iterable<bigint>)].map(
      (id) => planIdOf.get(id) ?? `#${id}`,
    );
    return {
      jobId: jobId.toString(),
      planId: plan?.planId ?? null,
      origin: plan?.origin ?? "unplanned",
      title: plan?.title ?? chain.specHash,
      jurisdiction: plan?.jurisdiction ?? { kind: "unknown", name: chain.jurisdiction },
      status,
      outcome: OUTCOMES[Number(chain.outcome)] ?? "unknown",
      employer: standpoint.names.of(chain.employer),
      agent: NOBODY.test(chain.agent) ? "nobody" : standpoint.names.of(chain.agent),
      reward: chain.rewardWei.toString(),
      deadline: chain.deadline.toString(),
      submittedAt,
      lateness: latenessOf(
        { status, deadline: chain.deadline, graceSeconds: graces.get(chain.termsVersion) ?? 0n },
        submittedAt === null ? null : BigInt(submittedAt),
        clock[0]?.[0] as bigint,
      ),
      delayPolicyUsed: chain.delayPolicyUsed,
      dispute: decidedBy.has(jobId) ? (DECIDED_BY[decidedBy.get(jobId) ?? 0] ?? "open") : "none",
      drift: plan ? driftOf(chain, needed, plan) : ["is in no plan"],
    };
  });
  const posted = new Set(answers.map((answer) => (answer[0] as ChainJob).specHash));
  const notPosted = [...expected]
    .filter(([specHash, { origin }]) => origin !== "drill" && !posted.has(specHash))
    .map(([, { planId, origin, title, jurisdiction }]) => ({ planId, origin, title, jurisdiction }));
  return { jobs, notPosted };
}

/** Terms are versioned: reads each version that a job has once. */
async function readGraces({ reads }: Standpoint, versions: readonly bigint[]): Promise<Map<bigint, bigint>> {
  const used = [...new Set(versions)];
  const terms = await reads.read(
    used.map((version) => ({ contract: "JobTerms", function: "termsAt", args: [version] })),
  );
  return new Map(used.map((version, index) => [version, terms[index]?.[0].graceSeconds as bigint]));
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
            job: null,
          },
        ],
      ]),
  );
}

function planned(origin: Expected["origin"], { jobs }: Plan): [string, Expected][] {
  return jobs.map((job) => [
    textDigest(`${origin === "shared" ? coordinationId(job) : job.id}\n${job.title}`),
    { planId: job.id, origin, title: job.title, jurisdiction: job.jurisdiction, job },
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
    return [[textDigest(`${planId}\n${title}`), { planId, origin: "drill", title, jurisdiction, job: null }]];
  });
}

function driftOf(chain: ChainJob, dependencies: readonly string[], { job }: Expected): string[] {
  if (job === null) return [];
  const differs = (what: string, planned: unknown, found: unknown) =>
    String(planned) === String(found) ? [] : [`${what} is ${found}, planned as ${planned}`];
  return [
    ...differs("reward", job.rewardWei, chain.rewardWei),
    ...differs("deadline", job.deadlineSeconds, chain.deadlineSeconds),
    ...differs("bonus cap", bonusCapWei(job), chain.validatorBonusCapWei),
    ...differs("delay policy", DELAY_POLICY[job.adjustmentOnDelay], chain.delayPolicy),
    ...differs("jurisdiction", textDigest(jurisdictionLabel(job)), chain.jurisdiction),
    ...differs("dependencies", job.dependencies.join(" ") || "none", dependencies.join(" ") || "none"),
  ];
}

function byJob(events: readonly ChainEvent[]): Map<bigint, ChainEvent> {
  return new Map(events.map((event) => [uintArg(event.args, "jobId"), event]));
}
