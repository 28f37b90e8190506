import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { appendFile, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { filesBelow } from "../../src/system/folders.ts";
import { type Ended, PROJECT, startBin } from "../e2e/bin.ts";
import { processesWith, untilGone } from "../e2e/processes.ts";
import { keptMission, MISSIONS } from "../support/kept-missions.ts";
import type { Campaign, Outcome, Say } from "./campaign.ts";
import type { Victim } from "./kill-at.ts";
import { type Course, drawn, everyEntry, type Kill } from "./kill-points.ts";

const KILLER = pathToFileURL(join(import.meta.dirname, "kill-at.ts")).href;
const KEPT = join(PROJECT, "cache", "campaigns");
const GONE_SECONDS = 30;
/** The cache of what Hardhat reads TypeScript with, one for all processes of a user. */
const HARDHATS_OWN = /^tsx-\d+$/;

export const kills: Campaign = {
  name: "kills",
  does: "kills a run, its scripts and its node at many points, goes on with it each time, and compares what it leaves with an undisturbed run",
  sample: async (say) =>
    tryAll(
      [
        {
          mission: "one job",
          kills: [
            { file: "wal.jsonl", after: "30", whom: "run" },
            { file: "wal.jsonl", after: "61", whom: "node" },
            { file: "wal.jsonl", after: "106", whom: "script" },
            {
              file: "run.jsonl",
              after: '{"type":"step-finished","step":"owner"}',
              whom: "everything",
            },
          ],
        },
      ],
      say,
    ),
  whole: async (say) => {
    const oneJob = await everyEntry("one job", 8);
    const shared = await drawn("shared", { entries: 40, events: 10, courses: 5 });
    return tryAll([...oneJob, ...shared], say, await progressFile());
  },
};

/** Where a campaign that was interrupted left off; other code begins anew. */
async function progressFile(): Promise<string> {
  const missions = await Promise.all((["one job", "shared"] as const).map(keptMission));
  await mkdir(KEPT, { recursive: true });
  return join(KEPT, `kills-${missions.map(({ out }) => basename(dirname(out))).join("-")}.jsonl`);
}

/** @param progress a file that takes what a course came to as soon as that is known */
async function tryAll(courses: readonly Course[], say: Say, progress?: string): Promise<Outcome> {
  const failures: string[] = [];
  let sameBytes = 0;
  for (const course of courses) {
    const failure = await known(progress, course, () => tryOne(course, say));
    if (failure === null) sameBytes += course.kills.length;
    else failures.push(failure);
    say(`${course.mission}, killed ${course.kills.length} times: ${failure ?? "the same bytes"}`);
  }
  const killed = (mission: Course["mission"]) =>
    courses.filter((each) => each.mission === mission).reduce((sum, each) => sum + each.kills.length, 0);
  const counts = {
    kills: killed("one job") + killed("shared"),
    sameBytes,
    ofOneJob: killed("one job"),
    ofShared: killed("shared"),
  };
  return { counts, failures };
}

async function known(
  progress: string | undefined,
  course: Course,
  work: () => Promise<string | null>,
): Promise<string | null> {
  const id = createHash("sha256").update(JSON.stringify(course)).digest("hex");
  const lines = progress && existsSync(progress) ? readFileSync(progress, "utf8").trimEnd().split("\n") : [];
  const found = lines.map((line) => JSON.parse(line)).find((each) => each.id === id);
  if (found !== undefined) return found.failure;
  const failure = await work();
  if (progress) await appendFile(progress, `${JSON.stringify({ id, failure })}\n`);
  return failure;
}

/** @returns what is wrong on the way or afterwards */
async function tryOne({ mission, kills: all }: Course, say: Say): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  const place = { out: join(folder, "out"), scratch: join(folder, "tmp"), mission };
  await mkdir(place.scratch);
  try {
    for (const [index, kill] of all.entries()) {
      const failure = await killOnce(place, kill, index > 0);
      const name = `${mission}: ${kill.whom} killed after ${kill.after} of ${kill.file}`;
      if (failure !== null) return `${name}: ${failure}`;
      say(`${name}, ${index + 1} of ${all.length}`);
    }
    const { exitCode, stdout, stderr } = await start(place, true, {}).ended;
    if (exitCode !== 0) return `the last run ended with ${exitCode}: ${stdout}${stderr}`;
    return (await left(place)) ?? (await firstDifference(place.out, (await keptMission(mission)).out));
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Place {
  readonly out: string;
  /** Takes every temporary file of the mission. */
  readonly scratch: string;
  readonly mission: Course["mission"];
}

function start({ out, scratch, mission }: Place, resumes: boolean, env: NodeJS.ProcessEnv) {
  const TMPDIR = scratch;
  const NODE_COMPILE_CACHE = join(tmpdir(), "node-compile-cache");
  return startBin(["run", ...(resumes ? ["--resume"] : []), ...MISSIONS[mission], "--out", out], {
    env: { ...process.env, TMPDIR, NODE_COMPILE_CACHE, ...env },
  });
}

async function killOnce(place: Place, { file, after, whom }: Kill, resumes: boolean): Promise<string | null> {
  const trial = randomUUID();
  const killed = await start(place, resumes, {
    NODE_OPTIONS: `--import=${KILLER}`,
    KILL_AFTER: `${file}:${after}`,
    KILL_WHOM: whom,
    TRIAL: trial,
  }).ended;
  const alive = await untilGone(processesWith(`TRIAL=${trial}`), GONE_SECONDS);
  if (alive.length > 0) return `${alive.length} processes are left: ${alive.map(({ command }) => command)}`;
  return (await left(place)) ?? (await whereLogDeparts(place)) ?? whatWasSaid(killed, whom);
}

/** Nothing but the output folder: no port, and no temporary file. */
async function left({ out, scratch }: Place): Promise<string | null> {
  const files = readdirSync(scratch).filter((name) => !HARDHATS_OWN.test(name));
  if (files.length > 0) return `temporary files are left: ${files}`;
  const events = readFileSync(join(out, ".omnisovereign", "run.jsonl"), "utf8");
  const url = /"type":"node-started","url":"([^"]+)"/.exec(events)?.[1];
  const answer = url === undefined ? null : await fetch(url).catch(() => null);
  return answer === null ? null : `${url} still answers`;
}

/** A later kill of the same stage would hide what an earlier one led to: each time all that is logged has to be right. */
async function whereLogDeparts({ out, mission }: Place): Promise<string | null> {
  const kept = await keptMission(mission);
  const [found = [], expected = []] = [out, kept.out].map((folder) => {
    const log = join(folder, ".omnisovereign", "wal.jsonl");
    return existsSync(log) ? readFileSync(log, "utf8").split("\n").slice(0, -1) : [];
  });
  const line = found.findIndex((entry, index) => entry !== expected[index]);
  return line === -1 ? null : `line ${line + 1} of the log is another: ${found[line]?.slice(0, 200)}`;
}

/** A run that lives on after what it lost says so by a number, and not that it was its own mistake. */
function whatWasSaid({ exitCode, stdout, stderr }: Ended, whom: Victim): string | null {
  if (exitCode === 0) return "was not killed";
  if (whom === "run" || whom === "everything") return null;
  const codes: readonly string[] = stdout.match(/^OMNI\d{4}/gm) ?? [];
  return codes.length > 0 && !codes.includes("OMNI5999") ? null : `said ${stdout}${stderr}`;
}

/** Everything but the working state, in which times and process ids stand, and the dossier's note of its maker's machine. */
async function firstDifference(out: string, undisturbed: string): Promise<string | null> {
  let files = 0;
  for (const path of filesBelow(out).filter((each) => !each.startsWith(".omnisovereign/"))) {
    files += 1;
    const [found, expected] = await Promise.all(
      [out, undisturbed].map((folder) => readFile(join(folder, path)).catch(() => null)),
    );
    if (!found || !expected?.equals(found)) return `"${path}" differs`;
  }
  return files > 40 ? null : `only ${files} files are there`;
}
