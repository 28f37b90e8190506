import { existsSync, readFileSync } from "node:fs";
import { glob, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bin, startBin } from "../e2e/bin.ts";
import { descendantsOf, untilGone } from "../e2e/processes.ts";
import { keptMission, MISSIONS } from "../support/kept-missions.ts";
import type { Campaign, Outcome, Say } from "./campaign.ts";

const TRIALS = 50;
const LOG = ".omnisovereign/wal.jsonl";

interface Kill {
  /** Lines of the write-ahead log that are there when it happens. */
  readonly line: number;
  /** The run alone, as by its id, or all that it started with it, as by a loss of power. */
  readonly whom: "the run" | "all of it";
  readonly mission: Parameters<typeof keptMission>[0];
}

export const kills: Campaign = {
  name: "kills",
  does: "kills a run at many points, goes on, and compares what it leaves with an undisturbed run",
  sample: (say) => tryAll([{ line: 70, whom: "all of it", mission: "national takeoff" }], say),
  whole: async (say) => {
    const lines = linesOf((await keptMission("shared")).out);
    const points = Array.from({ length: TRIALS }, (_, index) =>
      Math.floor(((index + 1) * lines) / (TRIALS + 1)),
    );
    return tryAll(
      points.map((line, index) => ({
        line,
        whom: index % 2 === 0 ? "the run" : "all of it",
        mission: "shared",
      })),
      say,
    );
  },
};

async function tryAll(trials: readonly Kill[], say: Say): Promise<Outcome> {
  const failures: string[] = [];
  for (const trial of trials) {
    const failure = await tryOne(trial);
    const name = `${trial.whom} killed at line ${trial.line} of the log`;
    say(`${name}: ${failure ?? "the same bytes"}`);
    if (failure !== null) failures.push(`${name}: ${failure}`);
  }
  return { counts: { kills: trials.length, sameBytes: trials.length - failures.length }, failures };
}

/** @returns what is wrong afterwards */
async function tryOne({ line, whom, mission }: Kill): Promise<string | null> {
  const { out: undisturbed } = await keptMission(mission);
  const out = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  const args = ["run", ...MISSIONS[mission], "--out", out];
  try {
    const running = startBin(args);
    await untilLine(out, line);
    const children = descendantsOf(running.pid);
    running.kill("SIGKILL");
    if (whom === "all of it") for (const { pid } of children) kill(pid);
    await running.ended;
    const left = await untilGone(children, 30);
    if (left.length > 0) return `${left.length} processes are left`;
    const { exitCode, stderr } = await bin(...args);
    return exitCode === 0 ? await firstDifference(out, undisturbed) : `ended with ${exitCode}: ${stderr}`;
  } finally {
    await rm(out, { recursive: true });
  }
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

async function untilLine(out: string, line: number): Promise<void> {
  for (let tries = 0; tries < 12_000; tries += 1) {
    if (linesOf(out) >= line) return;
    await sleep(20);
  }
  throw new Error(`the log did not grow to ${line} lines`);
}

function linesOf(out: string): number {
  const log = join(out, LOG);
  return existsSync(log) ? readFileSync(log, "utf8").split("\n").length - 1 : 0;
}

/** One that has ended in the meantime is as good as killed. */
function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
