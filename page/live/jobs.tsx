import {
  type ColumnDef,
  createTable,
  getCoreRowModel,
  getFilteredRowModel,
  getSortedRowModel,
  type SortingState,
  type TableState,
} from "@tanstack/table-core";
import { useMemo, useState } from "preact/hooks";
import { counted } from "../../src/support/text.ts";
import type { ToldJob } from "../told/jobs.ts";
import { byReason } from "../told/money.ts";
import { FIRST_JOBS, JOB_COLUMNS, type JobColumn, JobRows, votesSaid } from "../view/jobs.tsx";
import { Caption, Scroll } from "../view/parts.tsx";

/** By what a column is sorted. */
const VALUES: Readonly<Record<JobColumn, (job: ToldJob) => string | number>> = {
  id: ({ id }) => id,
  place: ({ place }) => place,
  outcome: ({ outcome }) => outcome,
  agent: ({ agent }) => agent,
  // Only for the order: what is shown is exact.
  reward: ({ rewardWei }) => Number(rewardWei),
  planned: ({ plannedSeconds }) => plannedSeconds ?? -1,
  worked: ({ workedSeconds }) => workedSeconds ?? -1,
  settled: ({ finalizedAt }) => finalizedAt ?? -1,
  votes: votesSaid,
  split: ({ payments }) => Number(byReason(payments)[0]?.wei ?? 0n),
  receipts: ({ receipts }) => receipts.length,
};

const COLUMNS: ColumnDef<ToldJob>[] = JOB_COLUMNS.map(({ id }) => ({
  id,
  accessorFn: VALUES[id],
  filterFn: "equalsString",
  sortingFn: "basic",
}));

/** Jobs that can be searched, filtered and sorted. */
export function LiveJobs({ jobs }: { jobs: readonly ToldJob[] }) {
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [sorting, setSorting] = useState<SortingState>([]);
  const [most, setMost] = useState(FIRST_JOBS);
  const rows = useMemo(() => rowsOf(jobs, words, chosen, sorting), [jobs, words, chosen, sorting]);
  return (
    <>
      <div class="bar-of-tools">
        <label>
          Search
          <input type="search" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
        </label>
        {(["place", "outcome", "agent"] as const).map((id) => (
          <Choice
            key={id}
            label={JOB_COLUMNS.find((column) => column.id === id)?.title ?? id}
            values={[...new Set(jobs.map((job) => String(VALUES[id](job))))]}
            choose={(value) => setChosen({ ...chosen, [id]: value })}
          />
        ))}
      </div>
      <p class="soft" role="status">
        {rows.length} of {counted(jobs.length, "job")}
      </p>
      <Scroll label="Table of jobs">
        <table class="jobs cards">
          <Caption>Jobs, days of work planned and done, votes in seats, payments in tokens</Caption>
          <thead>
            <tr>
              {JOB_COLUMNS.map((column) => (
                <Head key={column.id} column={column} sorting={sorting} sort={setSorting} />
              ))}
            </tr>
          </thead>
          <JobRows jobs={rows.slice(0, most)} anchors={false} />
        </table>
      </Scroll>
      {rows.length > most && (
        <button type="button" onClick={() => setMost(most + FIRST_JOBS)}>
          Show {Math.min(FIRST_JOBS, rows.length - most)} more of {rows.length}
        </button>
      )}
    </>
  );
}

function Head(props: {
  column: (typeof JOB_COLUMNS)[number];
  sorting: SortingState;
  sort: (sorting: SortingState) => void;
}) {
  const { column, sorting, sort } = props;
  const now = sorting.find(({ id }) => id === column.id);
  const order = now === undefined ? "none" : now.desc ? "descending" : "ascending";
  return (
    <th scope="col" class={"number" in column ? "number" : ""} aria-sort={order}>
      <button type="button" onClick={() => sort([{ id: column.id, desc: order === "ascending" }])}>
        {column.title}
        <span aria-hidden="true">{order === "none" ? "" : order === "ascending" ? " ↑" : " ↓"}</span>
      </button>
    </th>
  );
}

function Choice(props: { label: string; values: readonly string[]; choose: (value: string) => void }) {
  const { label, values, choose } = props;
  return (
    <label>
      {label}
      <select onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">all</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {value}
          </option>
        ))}
      </select>
    </label>
  );
}

function rowsOf(
  jobs: readonly ToldJob[],
  words: string,
  chosen: Readonly<Record<string, string>>,
  sorting: SortingState,
): readonly ToldJob[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const data = jobs.filter((job) => {
    const text = `${job.id} ${job.title} ${job.place} ${job.agent} ${job.outcome}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  const columnFilters = Object.entries(chosen).flatMap(([id, value]) =>
    value === "" ? [] : [{ id, value }],
  );
  const table = createTable<ToldJob>({
    data,
    columns: COLUMNS,
    state: { sorting, columnFilters } as Partial<TableState>,
    onStateChange: () => {},
    renderFallbackValue: null,
    getCoreRowModel: getCoreRowModel(),
    getFilteredRowModel: getFilteredRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });
  table.setOptions((options) => ({ ...options, state: { ...table.initialState, sorting, columnFilters } }));
  return table.getRowModel().rows.map(({ original }) => original);
}
