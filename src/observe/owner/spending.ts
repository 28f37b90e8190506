import type { Project } from "../../model/loaded-project.ts";
import type { JobOnChain, Spending } from "../../model/owner.ts";
import type { Plan } from "../../model/plan.ts";
import { textArg, uintArg } from "../../records/events.ts";
import { executorName, executorRegions } from "../../records/planetary-settings.ts";
import type { History } from "../history.ts";
import { view } from "../views.ts";
import type { Standpoint } from "./access.ts";

/** Reads what was spent on each place's jobs, beside what the plans allot it and what the council approved for it. */
export async function readSpending(
  standpoint: Standpoint,
  project: Project,
  jobs: readonly JobOnChain[],
): Promise<Spending[]> {
  const spentWei = spentOnJobs(standpoint.history);
  const approved = await readApproved(standpoint, project);
  const planned = plansOf(project).flatMap(([origin, plan]) => placesIn(plan, jobs, origin));
  const places = [...planned, ...(jobs.some(({ origin }) => origin === "drill") ? [DRILLS] : [])];
  return places.map(({ origin, place, allotted }): Spending => {
    const own = jobs.filter(
      (job) => job.origin === origin && (place === null || job.jurisdiction.name === place),
    );
    const sum = own.reduce((total, { jobId }) => total + (spentWei.get(jobId) ?? 0n), 0n);
    return {
      origin,
      place: place ?? "all",
      allotted,
      approved: origin === "planetary" && place !== null ? (approved.get(place) ?? null) : null,
      spent: sum.toString(),
      jobs: own.length,
      settled: own.filter(isSettled).length,
    };
  });
}

/** Nothing more becomes of it. */
export function isSettled({ status }: Pick<JobOnChain, "status">): boolean {
  return ["finalized", "cancelled", "expired"].includes(status);
}

interface Place {
  readonly origin: JobOnChain["origin"];
  /** `null` for wherever they are. */
  readonly place: string | null;
  readonly allotted: string | null;
}

/** They borrow their jobs' terms, and no budget is theirs. */
const DRILLS: Place = { origin: "drill", place: null, allotted: null };

function plansOf({ national, planetary, shared }: Project): (readonly [Spending["origin"], Plan])[] {
  return [
    ["national", national] as const,
    ...(planetary === null ? [] : [["planetary", planetary] as const]),
    ...(shared === null ? [] : [["shared", shared] as const]),
  ];
}

/** Every place that has an allocation or a job. */
function placesIn({ budget }: Plan, jobs: readonly JobOnChain[], origin: Spending["origin"]): Place[] {
  const allotted = new Map(
    budget.allocations.map(({ key, region, amountWei }) => [region ?? key, amountWei]),
  );
  const worked = jobs.filter((job) => job.origin === origin).map(({ jurisdiction }) => jurisdiction.name);
  return [...new Set([...allotted.keys(), ...worked])].map((place) => ({
    origin,
    place,
    allotted: allotted.get(place)?.toString() ?? null,
  }));
}

/** What went into each job's escrow, less what whoever funded it got back. */
function spentOnJobs(history: History): ReadonlyMap<string, bigint> {
  const spent = new Map<string, bigint>();
  const payers = new Map<string, Set<string>>();
  const add = (jobId: string, amountWei: bigint) => spent.set(jobId, (spent.get(jobId) ?? 0n) + amountWei);
  for (const { args } of history.of("StakeManager", "EscrowFunded")) {
    const jobId = textArg(args, "jobId");
    payers.set(jobId, (payers.get(jobId) ?? new Set()).add(textArg(args, "payer")));
    add(jobId, uintArg(args, "amountWei"));
  }
  for (const { args } of history.of("StakeManager", "EscrowPaid")) {
    const jobId = textArg(args, "jobId");
    if (payers.get(jobId)?.has(textArg(args, "payee"))) add(jobId, -uintArg(args, "amountWei"));
  }
  return spent;
}

/** By region, wei. */
async function readApproved(
  { book, reads }: Standpoint,
  { planetary }: Project,
): Promise<ReadonlyMap<string, string>> {
  const regions =
    planetary === null ? [] : executorRegions(planetary).filter((region) => book.has(executorName(region)));
  const answers = await reads.read(regions.map((region) => view(executorName(region), "budget")));
  return new Map(regions.map((region, index) => [region, String(answers[index]?.[0])]));
}
