import { backlogWad, emissionWad, latenessWad, type Pace, paceOf, type Stint } from "../economics/pace.ts";
import { PAYMENT_REASONS, wordOf } from "../model/enums.ts";
import type { Job, Plan } from "../model/plan.ts";
import type { EventRecord, TransactionRecord } from "../model/record.ts";
import type { Kpis } from "../model/thermodynamics.ts";
import { textArg, uintArg } from "./events.ts";
import { textDigest } from "./job-request.ts";
import { EMITTED } from "./measured-course.ts";

/** Work on one of the layer's jobs, with when it can expire. */
interface Work extends Stint {
  readonly hardDeadline: bigint;
}

/**
 * Measures how the jobs of a layer go from the events of their transactions alone, so that whoever has these comes to the
 * same readings as those who attested them.
 */
export class CourseMeter {
  readonly #pace: Pace;
  /** By what the chain keeps of their ids. */
  readonly #jobs: ReadonlyMap<string, Job>;
  /** By ids on chain. */
  readonly #posted = new Map<string, Job>();
  readonly #work = new Map<string, Work>();
  readonly #settled = new Set<string>();
  #paidWei = 0n;
  #firstAssignedAt: bigint | null = null;
  #since = 0n;

  /**
   * @param plan whose jobs are measured.
   * @param terms the plan whose windows they have.
   */
  constructor(plan: Pick<Plan, "jobs" | "schedule">, terms: Pick<Plan, "protocol">) {
    this.#pace = paceOf(plan, terms);
    this.#jobs = new Map(plan.jobs.map((job) => [textDigest(job.id), job]));
  }

  /** @param record the next in the chain's order; what is about no job of the layer is passed over. */
  take({ events }: TransactionRecord): void {
    for (const event of events) this.#hear(event);
  }

  /**
   * Reads the meter, which begins the time for which it next tells lateness.
   *
   * @param now active time.
   */
  read(now: bigint): Kpis {
    const progress = {
      elapsedSeconds: now - (this.#firstAssignedAt ?? now),
      paidWei: this.#paidWei,
      settled: this.#settled,
    };
    const slaWad = latenessWad(this.#work.values(), this.#since, now);
    this.#since = now;
    for (const [id, { until }] of this.#work) if (until !== null && until <= now) this.#work.delete(id);
    return {
      emissionWad: emissionWad(this.#pace, progress),
      backlogWad: backlogWad(this.#pace, progress),
      slaWad,
    };
  }

  #hear({ name, args }: EventRecord): void {
    if (typeof args.jobId !== "string") return;
    const { jobId } = args;
    if (name === "JobCreated") this.#post(jobId, textArg(args, "planJobId"));
    const job = this.#posted.get(jobId);
    if (job === undefined) return;
    if (name === "JobAssigned") this.#assign(jobId, job, args);
    if (name === "ResultSubmitted") this.#end(jobId, uintArg(args, "submittedAt"));
    if (name === "JobExpired") this.#end(jobId, this.#work.get(jobId)?.hardDeadline ?? 0n);
    if (name === "JobFinalized" || name === "JobExpired" || name === "JobCancelled")
      this.#settled.add(job.id);
    const reason = name === "EscrowPaid" ? wordOf(PAYMENT_REASONS, uintArg(args, "reason")) : undefined;
    if (reason !== undefined && EMITTED.has(reason)) this.#paidWei += uintArg(args, "amountWei");
  }

  /** A job that is posted anew is open again. */
  #post(jobId: string, digest: string): void {
    const job = this.#jobs.get(digest);
    if (job === undefined) return;
    this.#posted.set(jobId, job);
    this.#settled.delete(job.id);
  }

  #assign(jobId: string, { deadlineSeconds }: Job, args: EventRecord["args"]): void {
    const deadline = uintArg(args, "deadline");
    const from = deadline - BigInt(deadlineSeconds);
    this.#firstAssignedAt ??= from;
    this.#work.set(jobId, { from, deadline, hardDeadline: uintArg(args, "hardDeadline"), until: null });
  }

  #end(jobId: string, until: bigint): void {
    const work = this.#work.get(jobId);
    if (work?.until === null) this.#work.set(jobId, { ...work, until });
  }
}
