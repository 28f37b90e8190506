import { Fragment } from "preact";
import { tokens } from "../../src/support/figures.ts";
import type { ToldJob } from "../told/jobs.ts";
import { byReason } from "../told/money.ts";
import { day } from "../told/time.ts";
import { Caption, hrefOf, Scroll, State, To } from "./parts.tsx";

export const JOB_COLUMNS = [
  { id: "id", title: "Job" },
  { id: "place", title: "Place" },
  { id: "outcome", title: "State" },
  { id: "agent", title: "Agent" },
  { id: "reward", title: "Reward", number: true },
  { id: "planned", title: "Planned", number: true },
  { id: "worked", title: "Worked", number: true },
  { id: "settled", title: "Settled" },
  { id: "votes", title: "Votes" },
  { id: "split", title: "Paid" },
  { id: "receipts", title: "Receipts" },
] as const;

export type JobColumn = (typeof JOB_COLUMNS)[number]["id"];

/** Rows that are shown before somebody asks for more. */
export const FIRST_JOBS = 50;

/** @param anchors whether rows carry the names to which links lead where no script opens them */
export function JobRows({ jobs, anchors }: { jobs: readonly ToldJob[]; anchors: boolean }) {
  return (
    <tbody>
      {jobs.map((job) => (
        <tr key={`${job.layer} ${job.id}`} id={anchors ? `job=${job.id}` : undefined}>
          <th scope="row">
            <To kind="job" id={job.id} />
            <span class="title">{job.title}</span>
          </th>
          <td data-title="Place">{job.place}</td>
          <td data-title="State">
            <State word={job.outcome} />
            {job.disputed && <small>disputed</small>}
            {job.attempts > 1 && <small>{job.attempts} attempts</small>}
          </td>
          <td class="handle" data-title="Agent">
            <Handle name={job.agent} />
          </td>
          <td class="number" data-title="Reward">
            {tokens(BigInt(job.rewardWei))}
          </td>
          <td class="number" data-title="Planned">
            {days(job.plannedSeconds)}
          </td>
          <td class={`number ${isLate(job) ? "late" : ""}`} data-title="Worked">
            {days(job.workedSeconds)}
            {isLate(job) && <small>late</small>}
          </td>
          <td class="number" data-title="Settled">
            {day(job.finalizedAt)}
          </td>
          <td data-title="Votes">{votesSaid(job)}</td>
          <td class="split" data-title="Paid">
            {splitSaid(job)}
          </td>
          <td class="receipts" data-title="Receipts">
            {job.receipts.map((path) => (
              <a key={path} href={hrefOf("file", path)}>
                {stepOf(path)}
              </a>
            ))}
          </td>
        </tr>
      ))}
    </tbody>
  );
}

export function StaticJobs({ jobs }: { jobs: readonly ToldJob[] }) {
  return (
    <Scroll label="Table of jobs">
      <table class="jobs cards">
        <Caption>Jobs, days of work planned and done, votes in seats, payments in tokens</Caption>
        <thead>
          <tr>
            {JOB_COLUMNS.map((column) => (
              <th key={column.id} scope="col" class={"number" in column ? "number" : ""}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <JobRows jobs={jobs} anchors />
      </table>
    </Scroll>
  );
}

function isLate({ plannedSeconds, workedSeconds }: ToldJob): boolean {
  return plannedSeconds !== null && workedSeconds !== null && workedSeconds > plannedSeconds;
}

/** Tenths of a day, which is what a plan counts in. */
function days(seconds: number | null): string {
  if (seconds === null) return "–";
  const tenths = Math.round((seconds * 10) / 86_400);
  return `${Math.floor(tenths / 10)}.${tenths % 10} d`;
}

/** `2 for, 1 against, 1 silent; jury 3 for` */
export function votesSaid({ votes }: ToldJob): string {
  return [...Map.groupBy(votes, ({ body }) => body)]
    .map(([body, cast]) => {
      const seats = (ballots: readonly string[]): number =>
        cast.filter(({ ballot }) => ballots.includes(ballot)).reduce((sum, vote) => sum + vote.seats, 0);
      const counts = [
        [seats(["approve"]), "for"],
        [seats(["reject"]), "against"],
        [seats(["never-reveal", "absent"]), "silent"],
      ] as const;
      const said = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
      return `${body === "committee" ? "" : `${body} `}${said.join(", ")}`;
    })
    .join("; ");
}

/** Broken after its dots, where it has to be. */
function Handle({ name }: { name: string }) {
  return (
    <>
      {name.split(".").map((part, index) => (
        <Fragment key={index}>
          {index > 0 && (
            <>
              .<wbr />
            </>
          )}
          {part}
        </Fragment>
      ))}
    </>
  );
}

/** Largest parts first, the rest together. */
function splitSaid({ payments }: ToldJob): string {
  const sums = byReason(payments.filter(({ to }) => to !== "escrow"));
  const shown = sums.slice(0, 3).map(({ name, wei }) => `${name} ${tokens(wei)}`);
  return [...shown, ...(sums.length > 3 ? [`${sums.length - 3} more`] : [])].join(", ");
}

/** `…/grid-survey/post.json` → `post` */
function stepOf(path: string): string {
  const step = /\/(post|apply|submit|validate|dispute|finalize)\.json$/.exec(path)?.[1];
  return step ?? "receipt";
}
