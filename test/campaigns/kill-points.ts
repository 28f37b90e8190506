import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CATALOGUE } from "../../src/run/catalogue.ts";
import { keptMission } from "../support/kept-missions.ts";
import type { Victim } from "./kill-at.ts";

export type KilledMission = "one job" | "shared";

/** Right after what is written somebody is killed: a line of the log by its number, an event of the run by what is in it. */
export interface Kill {
  readonly file: "wal.jsonl" | "run.jsonl";
  readonly after: string;
  readonly whom: Victim;
}

/** One mission that is killed again and again, each time further on, and gone on with each time. */
export interface Course {
  readonly mission: KilledMission;
  readonly kills: readonly Kill[];
}

interface Point extends Omit<Kill, "whom"> {
  /** A place in the mission, to be compared number by number. */
  readonly place: readonly number[];
}

const VICTIMS: readonly Victim[] = ["run", "script", "node", "shell", "everything"];
/** Between scripts there is none to kill. */
const VICTIMS_BETWEEN: readonly Victim[] = ["run", "everything"];
const SCRIPTS = CATALOGUE.flatMap(({ id, scripts }) => scripts.map(({ name }) => ({ step: id, name })));
const EVENTS = ["step-started", "script-started", "script-finished", "step-finished"];

/** Each entry of the log once, each time somebody else's turn. */
export async function everyEntry(mission: KilledMission, courses: number): Promise<readonly Course[]> {
  return dealt(mission, await entriesOf(mission), courses);
}

/** The same points every time: of the log's entries, and of what the run itself notes. */
export async function drawn(
  mission: KilledMission,
  { entries, events, courses }: Readonly<Record<"entries" | "events" | "courses", number>>,
): Promise<readonly Course[]> {
  const points = [
    ...draw(await entriesOf(mission), entries, "entries"),
    ...draw(await eventsOf(mission), events, "events"),
  ];
  return dealt(mission, points.toSorted(byPlace), courses);
}

/** So that each course goes through the whole mission. */
function dealt(mission: KilledMission, points: readonly Point[], courses: number): readonly Course[] {
  const kills = points.map(({ file, after }, index): Kill => {
    const victims = file === "wal.jsonl" ? VICTIMS : VICTIMS_BETWEEN;
    return { file, after, whom: victims[index % victims.length] as Victim };
  });
  return Array.from({ length: courses }, (_, course) => ({
    mission,
    kills: kills.filter((_, index) => index % courses === course),
  }));
}

/** Each point once at most. */
function draw(points: readonly Point[], wanted: number, seed: string): readonly Point[] {
  const rank = ({ after }: Point) => createHash("sha256").update(`kills ${seed} ${after}`).digest("hex");
  return points.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, wanted);
}

/** The log's first line comes with the file. */
async function entriesOf(mission: KilledMission): Promise<readonly Point[]> {
  let script = 0;
  return (await linesOf(mission, "wal.jsonl")).slice(1).map((text, index) => {
    const entry: { readonly script?: string } = JSON.parse(text);
    if (entry.script !== undefined) script = placeOf(entry.script);
    return { file: "wal.jsonl", after: String(index + 2), place: [script, 2, index] };
  });
}

async function eventsOf(mission: KilledMission): Promise<readonly Point[]> {
  return (await linesOf(mission, "run.jsonl"))
    .map((text) => JSON.parse(text))
    .filter(({ type }) => EVENTS.includes(type))
    .map(({ type, step, command, script = command?.script }) => {
      const steps = SCRIPTS.flatMap((each, index) => (each.step === step ? [index] : []));
      const first = script === undefined ? steps.at(type === "step-started" ? 0 : -1) : placeOf(script);
      const place = [first ?? 0, [0, 1, 3, 4][EVENTS.indexOf(type)] ?? 0];
      return { file: "run.jsonl", after: JSON.stringify({ type, step, script }), place };
    });
}

function placeOf(script: string): number {
  return SCRIPTS.findIndex(({ name }) => name === script);
}

function byPlace({ place: a }: Point, { place: b }: Point): number {
  const index = a.findIndex((number, at) => number !== b[at]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

async function linesOf(mission: KilledMission, file: Kill["file"]): Promise<readonly string[]> {
  const { out } = await keptMission(mission);
  return readFileSync(join(out, ".omnisovereign", file), "utf8")
    .trimEnd()
    .split("\n");
}
