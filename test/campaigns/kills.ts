import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { glob, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bin, type Ended, startBin } from "../e2e/bin.ts";
import { processesWith, untilGone } from "../e2e/processes.ts";
import { keptMission, MISSIONS } from "../support/kept-missions.ts";
import type { Campaign, Outcome, Say } from "./campaign.ts";
import type { Victim } from "./kill-at.ts";

const SHARED_TRIALS = 50;
const VICTIMS: readonly Victim[] = ["run", "script", "node", "everything"];
const KILLER = pathToFileURL(join(import.meta.dirname, "kill-at.ts")).href;

/** After which line of which file of the working state somebody is killed. */
interface Point {
  readonly file: "wal.jsonl" | "run.jsonl";
  readonly line: number;
}

interface Kill extends Point {
  readonly whom: Victim;
  readonly mission: "one job" | "shared";
}

export const kills: Campaign = {
  name: "kills",
  does: "kills a run, its scripts and its node at many points, resumes it, and compares what it leaves with an undisturbed run",
  sample: (say) =>
    tryAll(
      [
        { file: "wal.jsonl", line: 30, whom: "run", mission: "one job" },
        { file: "wal.jsonl", line: 61, whom: "node", mission: "one job" },
        { file: "run.jsonl", line: 40, whom: "everything", mission: "one job" },
      ],
      say,
    ),
  whole: async (say) => tryAll([...(await everyEntry("one job")), ...(await drawn("shared"))], say),
};

/** Each entry of the log once, each time somebody else's turn. */
async function everyEntry(mission: Kill["mission"]): Promise<readonly Kill[]> {
  const points = (await pointsOf(mission)).filter(({ file }) => file === "wal.jsonl");
  return points.map((point, index) => ({ ...point, whom: victimFor(point, index), mission }));
}

/** The same ones every time. */
async function drawn(mission: Kill["mission"]): Promise<readonly Kill[]> {
  const points = await pointsOf(mission);
  return Array.from({ length: SHARED_TRIALS }, (_, trial) => {
    const seed = createHash("sha256").update(`kills ${trial}`).digest().readUInt32BE();
    const point = points[seed % points.length] as Point;
    return { ...point, whom: victimFor(point, trial), mission };
  });
}

/** Between scripts there is none to kill. */
function victimFor({ file }: Point, turn: number): Victim {
  const victim = VICTIMS[turn % VICTIMS.length] as Victim;
  return file === "wal.jsonl" ? victim : turn % 2 === 0 ? "run" : "everything";
}

/** The log's first line comes with the file, and the events' first and last with the run. */
async function pointsOf(mission: Kill["mission"]): Promise<readonly Point[]> {
  const { out } = await keptMission(mission);
  const linesIn = (file: Point["file"]) =>
    readFileSync(join(out, ".omnisovereign", file), "utf8").split("\n").length - 1;
  const points = (file: Point["file"], last: number) =>
    Array.from({ length: last - 1 }, (_, index) => ({ file, line: index + 2 }));
  return [...points("wal.jsonl", linesIn("wal.jsonl")), ...points("run.jsonl", linesIn("run.jsonl") - 1)];
}

async function tryAll(trials: readonly Kill[], say: Say): Promise<Outcome> {
  const failures: string[] = [];
  for (const trial of trials) {
    const failure = await tryOne(trial);
    const name = `${trial.mission}: ${trial.whom} killed after line ${trial.line} of ${trial.file}`;
    say(`${name}: ${failure ?? "the same bytes"}`);
    if (failure !== null) failures.push(`${name}: ${failure}`);
  }
  return { counts: { kills: trials.length, sameBytes: trials.length - failures.length }, failures };
}

/** @returns what is wrong afterwards */
async function tryOne({ file, line, whom, mission }: Kill): Promise<string | null> {
  const { out: undisturbed } = await keptMission(mission);
  const out = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  const args = [...MISSIONS[mission], "--out", out];
  const trial = randomUUID();
  const env = {
    ...process.env,
    NODE_OPTIONS: `--import=${KILLER}`,
    KILL_AFTER: `${file}:${line}`,
    KILL_WHOM: whom,
  };
  try {
    const killed = await startBin(["run", ...args], { env: { ...env, TRIAL: trial } }).ended;
    const left = await untilGone(processesWith(`TRIAL=${trial}`), 30);
    if (left.length > 0) return `${left.length} processes are left: ${left.map(({ command }) => command)}`;
    const wordless = whatWasSaid(killed, whom);
    if (wordless !== null) return wordless;
    const { exitCode, stdout, stderr } = await bin("run", "--resume", ...args);
    return exitCode === 0
      ? await firstDifference(out, undisturbed)
      : `ended with ${exitCode}: ${stdout}${stderr}`;
  } finally {
    await rm(out, { recursive: true });
  }
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
  for await (const path of glob("{localhost,asi-global,omnisovereign,manifests}/**/*.*", { cwd: out })) {
    files += 1;
    const [found, expected] = await Promise.all(
      [out, undisturbed].map((folder) => readFile(join(folder, path))),
    );
    if (!found?.equals(expected as Uint8Array)) return `"${path}" differs`;
  }
  return files > 40 ? null : `only ${files} files are there`;
}
