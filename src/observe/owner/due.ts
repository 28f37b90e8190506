import type { Due, JobOnChain, PendingOperation, PlannedJob } from "../../model/owner.ts";
import { view } from "../views.ts";
import type { Standpoint } from "./access.ts";
import { isSettled } from "./spending.ts";

/** Reads who has to act next on every job that is not settled, and by when. */
export async function readDue(
  { reads }: Standpoint,
  jobs: readonly JobOnChain[],
  notPosted: readonly PlannedJob[],
  pending: readonly PendingOperation[],
  activeTime: bigint,
): Promise<Due[]> {
  const open = jobs.filter((job) => !isSettled(job));
  const ends = await reads.read(open.map(({ jobId, status }) => view(...endView(status, jobId))));
  const ofJobs = open.map((job, index) => dueOn(job, ends[index]?.[0] as Ends, activeTime));
  const ofOperations = pending.map(
    ({ caller, contract, function: name, readyAt }): Due => ({
      what: `${contract}.${name} is made`,
      who: caller,
      from: readyAt,
      by: null,
    }),
  );
  return [...ofJobs.toSorted(byEnd), ...ofOperations, ...notPosted.map(duePosting)];
}

/** The ends of a job, of its round or of its hearing, as far as what was read has them. */
interface Ends {
  readonly openEnd?: bigint;
  readonly deadline?: bigint;
  readonly challengeEnd?: bigint;
  readonly commitEnd?: bigint;
  readonly revealEnd?: bigint;
}

function endView(status: string, jobId: string): [contract: string, name: string, jobId: string] {
  if (status === "submitted") return ["ValidationModule", "roundOf", jobId];
  if (status === "disputed") return ["DisputeModule", "hearingOf", jobId];
  return ["JobRegistry", "jobOf", jobId];
}

function dueOn({ planId, jobId, status, agent, employer }: JobOnChain, ends: Ends, activeTime: bigint): Due {
  const job = planId ?? `#${jobId}`;
  const due = (what: string, end: bigint | undefined, who: string): Due => ({
    what: `${job} ${what}`,
    who,
    from: null,
    by: end === undefined || end === 0n ? null : end.toString(),
  });
  switch (status) {
    case "open":
      return due("is taken by an agent, or cancelled", ends.openEnd, `any agent, or ${employer}`);
    case "assigned":
      return due("is submitted", ends.deadline, agent);
    case "submitted":
      return due(...votingOn("judged", activeTime, ends), "its committee");
    case "disputed":
      return due(...votingOn("heard", activeTime, ends), "its jury");
    default:
      return due(
        "is finalized, unless it is disputed before",
        ends.challengeEnd,
        "anybody; the losing side disputes",
      );
  }
}

/** Who has not committed by the end of the first window has no vote to reveal in the second. */
function votingOn(what: string, activeTime: bigint, ends: Ends): [what: string, end: bigint | undefined] {
  const { commitEnd = 0n, revealEnd } = ends;
  if (commitEnd === 0n) return [`is ${what}, once its seats are drawn`, undefined];
  return activeTime < commitEnd
    ? [`is ${what}: votes are committed`, commitEnd]
    : [`is ${what}: votes are revealed`, revealEnd];
}

function duePosting({ planId, settledAfter }: PlannedJob): Due {
  const who =
    settledAfter === null ? "the stage that runs its layer" : `the stage ${settledAfter}, at its end`;
  return { what: `${planId} is posted and settled`, who, from: null, by: null };
}

/** What ends first comes first, what never ends last. */
function byEnd(a: Due, b: Due): number {
  const [left, right] = [a, b].map(({ by }) => (by === null ? Number.POSITIVE_INFINITY : Number(by)));
  return left === right ? 0 : (left ?? 0) - (right ?? 0);
}
