/**
 * `npm run bench` compares what a run takes with what it cannot do without, L: starting the node, replaying the run's
 * journal raw, and as many npm calls as the run makes. It prints plain lines, all from this one run.
 *
 * - Every comparison is of times taken one after the other, several times; the median of their ratios is printed, because
 *   a busy machine slows both. Seconds are medians too.
 * - Everything is warm: a run of the shared plan comes first and is not counted.
 * - Peak memory is the largest sum of the resident sets of the run's whole tree of processes, and what of it each kind of
 *   process held then (orchestrator, npm, scripts, node; pages that they share count for each), looked at five times a
 *   second in Linux's /proc; elsewhere it is not measured.
 * - What an engine takes to execute a journal is without what is derived of it, as `verify --replay` says it; of the raw replay's
 *   time it may take 0.7.
 * - What a job costs is the time of a takeoff beyond that of the same plan with ten jobs, a job.
 *
 * It takes some minutes, writes to a temporary folder, and needs nothing but this project.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJournal } from "../src/chain/journal/wal.ts";
import { CATALOGUE } from "../src/run/catalogue.ts";
import { openProject } from "../src/stages/open-project.ts";
import { chainsPlan } from "./bench/chains-plan.ts";
import { type Measured, measure } from "./bench/command.ts";
import { costPerJob, fixed, line, median, medianRatio } from "./bench/figures.ts";
import { type Limit, measureLimit } from "./bench/limit.ts";
import { totalOf } from "./bench/memory.ts";
import { transactionsIn } from "./bench/raw.ts";
import { executionIn } from "./bench/replayed.ts";
import { measureTraffic, type Traffic } from "./bench/traffic.ts";

const PAIRS = 3;
const HELPS = 11;
const TRAFFIC_JOBS = 100;
const BASE_JOBS = 10;
const FEW_JOBS = 100;
const MANY_JOBS = 1000;

interface Pair {
  readonly run: Measured;
  readonly limit: Limit;
  readonly verify: Measured;
  /** By ethereumjs. */
  readonly other: Measured;
}

const scratch = await mkdtemp(join(tmpdir(), "omnisovereign-bench-"));
try {
  await benchRun();
  await benchTraffic();
  await benchJobs();
  await benchHelp();
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function benchRun(): Promise<void> {
  const out = join(scratch, "run");
  const dossier = join(out, "omnisovereign", "dossier");
  await omnisovereign("run", "--quiet", "--out", out);
  const journal = await readJournal(out);
  const calls = CATALOGUE.flatMap(({ scripts }) => scripts).length;
  const pairs: Pair[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const run = await omnisovereign("run", "--quiet", "--out", out);
    const limit = await measureLimit(journal, calls, scratch);
    const verify = await omnisovereign("verify", "--replay", "--json", dossier);
    const other = await omnisovereign("verify", "--replay", "--engine", "ethereumjs", "--json", dossier);
    pairs.push({ run, limit, verify, other });
  }
  const seconds = (of: (pair: Pair) => number): string => fixed(median(pairs.map(of)));
  const transactions = transactionsIn(journal.blocks);
  print("chain", `${journal.blocks.length} blocks, ${transactions} transactions, ${calls} npm calls`);
  print(
    "run",
    seconds(({ run }) => run.seconds),
    "s",
    "warm, shared plan",
  );
  print(
    "limit",
    seconds(({ limit }) => limit.total),
    "s",
  );
  print(
    "limit, node start",
    seconds(({ limit }) => limit.nodeStart),
    "s",
  );
  print(
    "limit, raw replay",
    seconds(({ limit }) => limit.rawReplay),
    "s",
  );
  print(
    "limit, npm calls",
    seconds(({ limit }) => limit.npmCalls),
    "s",
  );
  print(
    "ratio",
    fixed(
      medianRatio(
        pairs,
        ({ run }) => run.seconds,
        ({ limit }) => limit.total,
      ),
    ),
  );
  print(
    "verify --replay",
    seconds(({ verify }) => verify.seconds),
    "s",
  );
  print(
    "verify / run",
    fixed(
      medianRatio(
        pairs,
        ({ verify }) => verify.seconds,
        ({ run }) => run.seconds,
      ),
    ),
  );
  const byEdr = ({ verify }: Pair) => executionIn(verify.output, "edr");
  const byEthereumJs = ({ other }: Pair) => executionIn(other.output, "ethereumjs");
  print("execution, edr", seconds(byEdr), "s", "of verify --replay, without derivation");
  print("execution, edr / raw replay", fixed(medianRatio(pairs, byEdr, ({ limit }) => limit.rawReplay)));
  print("execution, ethereumjs", seconds(byEthereumJs), "s");
  print("peak memory", ...memory(pairs.map(({ run }) => run)));
}

async function benchTraffic(): Promise<void> {
  const project = await openProject({ planPath: await writePlan(TRAFFIC_JOBS), readingsPath: null });
  const pairs: Traffic[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    pairs.push(await measureTraffic(project, join(scratch, `traffic-${pair}`)));
  }
  const rate = (seconds: (pair: Traffic) => number): string =>
    fixed(median(pairs.map((pair) => pair.transactions / seconds(pair))), 0);
  const shares = medianRatio(
    pairs,
    ({ raw }) => raw,
    ({ session }) => session,
  );
  print(
    "raw",
    rate(({ raw }) => raw),
    "transactions/s",
    `${TRAFFIC_JOBS} jobs in ${pairs[0]?.blocks} blocks`,
  );
  print(
    "session",
    rate(({ session }) => session),
    "transactions/s",
  );
  print("session / raw", fixed(shares * 100, 0), "%");
}

/** The larger plan comes between two turns of the smaller ones, so that a machine that grows busier tells nothing. */
async function benchJobs(): Promise<void> {
  const taken = new Map<number, Measured[]>();
  for (const jobs of [BASE_JOBS, FEW_JOBS, MANY_JOBS, FEW_JOBS, BASE_JOBS]) {
    const plan = await writePlan(jobs);
    const out = join(scratch, `jobs-${jobs}`);
    const run = await omnisovereign("run", "--quiet", "--stage", "takeoff", "--plan", plan, "--out", out);
    taken.set(jobs, [...(taken.get(jobs) ?? []), run]);
  }
  const secondsOf = (jobs: number): number => median((taken.get(jobs) ?? []).map(({ seconds }) => seconds));
  const base = { seconds: secondsOf(BASE_JOBS), jobs: BASE_JOBS };
  const costs = [FEW_JOBS, MANY_JOBS].map((jobs) => costPerJob(secondsOf(jobs), jobs, base));
  for (const [index, jobs] of [FEW_JOBS, MANY_JOBS].entries()) {
    const whole = `${fixed(secondsOf(jobs))} s in all`;
    print(`cost of a job of ${jobs}`, fixed((costs[index] ?? 0) * 1000, 1), "ms", whole);
    print(`peak memory with ${jobs} jobs`, ...memory(taken.get(jobs) ?? []));
  }
  const [few = 0, many = 0] = costs;
  print("cost of a job, many / few", fixed(many / few));
}

async function benchHelp(): Promise<void> {
  const times: number[] = [];
  for (let time = 0; time < HELPS; time += 1) times.push((await omnisovereign("--help")).seconds * 1000);
  print("--help", fixed(median(times), 0), "ms");
}

function omnisovereign(...args: string[]): Promise<Measured> {
  return measure(process.execPath, [join("src", "bin.js"), ...args]);
}

async function writePlan(jobs: number): Promise<string> {
  const path = join(scratch, `plan-${jobs}.json`);
  await writeFile(path, JSON.stringify(chainsPlan(jobs), null, 2));
  return path;
}

/** What the run that held most held, and who held it. */
function memory(runs: readonly Measured[]): [value: string, unit: string, note: string] {
  const peaks = runs.flatMap(({ peakMemory }) => peakMemory ?? []);
  const peak = peaks.toSorted((a, b) => totalOf(b) - totalOf(a))[0];
  if (!peak) return ["not measured on this system", "", ""];
  const mebibytes = (bytes: number): string => fixed(bytes / 2 ** 20, 0);
  const parts = Object.entries(peak).map(([role, bytes]) => `${role} ${mebibytes(bytes)}`);
  return [mebibytes(totalOf(peak)), "MiB", parts.join(", ")];
}

function print(...parts: Parameters<typeof line>): void {
  console.log(line(...parts));
}
