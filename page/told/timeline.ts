import type { Braid, BraidEntry } from "../../src/model/braid.ts";
import { PATHS } from "../../src/model/layout.ts";
import { inPayload, type Payload } from "../payload.ts";
import type { ToldDecisions } from "./decisions.ts";
import type { ToldDrill } from "./drills.ts";
import type { ToldJob } from "./jobs.ts";

export interface TimelineBar {
  readonly kind: "job" | "drill" | "vote";
  /** Where it leads: `job=ID` */
  readonly to: string;
  readonly label: string;
  readonly tone: "good" | "bad" | "plain";
  /** Seconds since 1970. */
  readonly from: number;
  readonly end: number;
  readonly dueAt: number | null;
  readonly submittedAt: number | null;
  /** Which of the lane's rows it stands in, so that no two overlap. */
  readonly row: number;
}

export interface TimelineMark {
  readonly kind: string;
  readonly at: number;
  readonly label: string;
  readonly to: string;
}

export interface TimelineLane {
  readonly name: string;
  readonly rows: number;
  readonly bars: readonly TimelineBar[];
  readonly marks: readonly TimelineMark[];
}

export interface ToldTimeline {
  readonly from: number;
  readonly to: number;
  readonly lanes: readonly TimelineLane[];
}

const NATION = "Nation";
const COORDINATION = "Coordination";
const DRILLS = "Drills";
const COUNCIL = "Council";
const TREASURY = "Treasury";
const OWNER = "Owner";

const LANE_OF: Readonly<Record<string, string>> = {
  proposal: COUNCIL,
  division: COUNCIL,
  budget: TREASURY,
  payment: TREASURY,
  "reward epoch": TREASURY,
  pause: OWNER,
};

export function timelineOf(
  payload: Payload,
  jobs: readonly ToldJob[],
  drills: readonly ToldDrill[],
  { decisions, divisions }: ToldDecisions,
): ToldTimeline {
  const braid = payload.json(inPayload(PATHS.braidDocument)) as Braid | undefined;
  const byLane = new Map<string, { bars: Omit<TimelineBar, "row">[]; marks: TimelineMark[] }>();
  const lane = (name: string) => {
    const known = byLane.get(name) ?? { bars: [], marks: [] };
    byLane.set(name, known);
    return known;
  };
  for (const job of jobs) {
    const from = job.assignedAt ?? job.postedAt;
    if (from !== null) lane(laneOf(job)).bars.push(jobBar(job, from));
  }
  for (const drill of drills) {
    const name = drill.id === "owner-pause" ? OWNER : DRILLS;
    if (drill.from !== null && drill.to !== null) lane(name).bars.push(drillBar(drill, drill.from, drill.to));
  }
  [...decisions, ...divisions].forEach((vote, index) => {
    const title = "title" in vote ? `${vote.title}: ${vote.state}` : `Pot divided: ${vote.outcome}`;
    if (vote.from === null || vote.to === null) return;
    const bar = { kind: "vote", to: `decision=${index}`, label: title, tone: "plain" } as const;
    lane(COUNCIL).bars.push({ ...bar, from: vote.from, end: vote.to, dueAt: null, submittedAt: null });
  });
  for (const entry of braid?.entries ?? []) {
    const name = LANE_OF[entry.kind] ?? (entry.kind === "dispute" ? disputeLane(entry, jobs) : undefined);
    if (name !== undefined) lane(name).marks.push(markOf(entry));
  }
  const lanes = inOrder([...byLane]).map(([name, { bars, marks }]) => ({ name, marks, ...packed(bars) }));
  const times = lanes.flatMap(({ bars, marks }) => [
    ...bars.flatMap(({ from, end, dueAt }) => [from, end, dueAt ?? end]),
    ...marks.map(({ at }) => at),
  ]);
  return {
    from: times.reduce((a, b) => Math.min(a, b), times[0] ?? 0),
    to: times.reduce((a, b) => Math.max(a, b), times[0] ?? 0),
    lanes,
  };
}

function laneOf({ layer, place }: ToldJob): string {
  if (layer === "nation") return NATION;
  return layer === "regions" ? place.replace(/^(region|transnational) /, "") : COORDINATION;
}

/** Nation first, then regions as they come, then those who serve them. */
function inOrder<Lane>(lanes: readonly (readonly [string, Lane])[]): readonly (readonly [string, Lane])[] {
  const rank = (name: string): number =>
    [NATION, "", COORDINATION, DRILLS, COUNCIL, TREASURY, OWNER].indexOf(name) + 1 || 2;
  return lanes.toSorted(([a], [b]) => rank(a) - rank(b));
}

function jobBar(job: ToldJob, from: number): Omit<TimelineBar, "row"> {
  const tone = job.outcome === "approved" ? "good" : job.outcome === "rejected" ? "bad" : "plain";
  return {
    kind: "job",
    to: `job=${job.id}`,
    label: `${job.id}: ${job.outcome}`,
    tone,
    from,
    end: job.finalizedAt ?? job.submittedAt ?? job.dueAt ?? from,
    dueAt: job.dueAt,
    submittedAt: job.submittedAt,
  };
}

function drillBar(drill: ToldDrill, from: number, end: number): Omit<TimelineBar, "row"> {
  const tone = drill.verdict === "failed" ? "bad" : drill.verdict === "passed" ? "good" : "plain";
  const to = `drill=${drill.id}`;
  return {
    kind: "drill",
    to,
    label: `${drill.id}: ${drill.verdict}`,
    tone,
    from,
    end,
    dueAt: null,
    submittedAt: null,
  };
}

function disputeLane({ subject }: BraidEntry, jobs: readonly ToldJob[]): string | undefined {
  const job = jobs.find(({ id }) => id === subject);
  return job && laneOf(job);
}

function markOf({ kind, timestamp, what, transaction }: BraidEntry): TimelineMark {
  return { kind, at: Number(timestamp), label: what, to: `tx=${transaction}` };
}

/** Each bar in the first row that is free by then. */
function packed(bars: readonly Omit<TimelineBar, "row">[]): { rows: number; bars: readonly TimelineBar[] } {
  const free: number[] = [];
  const placed = bars
    .toSorted((a, b) => a.from - b.from)
    .map((bar) => {
      const found = free.findIndex((time) => time < bar.from);
      const row = found === -1 ? free.length : found;
      free[row] = Math.max(bar.end, bar.dueAt ?? bar.end);
      return { ...bar, row };
    });
  return { rows: Math.max(1, free.length), bars: placed };
}
