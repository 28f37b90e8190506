/** Missions that several test files look at: each is run once, and kept until the code or a plan changes. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { withLock } from "../../scripts/lock.js";

const PROJECT = resolve(import.meta.dirname, "../..");
const KEPT = join(PROJECT, "cache", "missions");

/** What decides the files of a run; the lock file stands for the packages. */
const SOURCES = [
  ...["package.json", "package-lock.json", "hardhat.config.ts"],
  ...[
    "contracts/**/*.sol",
    "page/**/*.{css,ts,tsx}",
    "plans/**/*.json",
    "scripts/*.js",
    "src/**/*.{js,ts}",
    "test/fixtures/plans/*.json",
  ],
];

/** Nothing of where and when a run was made may show in what it leaves. */
const FAR_AWAY = { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" };

/** What is typed after `omnisovereign run`. */
export const MISSIONS = {
  shared: [],
  foreign: ["--plan", join(PROJECT, "test/fixtures/plans/foreign.json")],
  "one job": ["--plan", join(PROJECT, "test/fixtures/plans/one-job.json")],
  "national takeoff": [
    ...["--until", "takeoff"],
    ...["--plan", join(PROJECT, "plans/asi-takeoff/project-plan.json")],
  ],
} as const;

export interface KeptMission {
  /** The output folder, for all to read and nobody to change. */
  readonly out: string;
  /** What the run printed, as if the folder were `reports`. */
  readonly printed: string;
}

/** @returns the mission as the real bin ran it, under another locale and time zone, in a folder elsewhere */
export async function keptMission(name: keyof typeof MISSIONS): Promise<KeptMission> {
  const folder = join(KEPT, `${name.replace(" ", "-")}-${digestOfSources()}`);
  if (!existsSync(folder)) await withLock(`${folder}.lock`, () => keep(name, folder));
  return { out: join(folder, "out"), printed: await readFile(join(folder, "printed.txt"), "utf8") };
}

/** @returns a copy of a mission's output folder that its caller may change, and removes */
export async function copyOfMission(name: keyof typeof MISSIONS): Promise<string> {
  const { out } = await keptMission(name);
  const copy = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  await cp(out, copy, { recursive: true });
  return copy;
}

/** Appears whole or not at all, because it is renamed into place. */
async function keep(name: keyof typeof MISSIONS, folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const making = `${folder}.making`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making);
  const bin = join(PROJECT, "src/bin.js");
  const env = { ...process.env, ...FAR_AWAY, OMNISOVEREIGN_OUT: "", OMNISOVEREIGN_PLAN: "", RPC_URL: "" };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [bin, "run", "--out", "out", ...MISSIONS[name]],
    { cwd: making, env },
  );
  const asReports = stdout.replaceAll(join(making, "out"), "reports").replaceAll(" out/", " reports/");
  await writeFile(join(making, "printed.txt"), asReports);
  await rename(making, folder);
}

function digestOfSources(): string {
  const hash = createHash("sha256");
  for (const path of globSync(SOURCES, { cwd: PROJECT }).sort()) {
    hash.update(`${path}\0`).update(readFileSync(join(PROJECT, path)));
  }
  return hash.digest("hex").slice(0, 16);
}
