import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { verifyDossier } from "../../../src/verify/verify-dossier.ts";
import { bin } from "../../e2e/bin.ts";
import { forgeDossier } from "../../e2e/forge.ts";
import { copyOfMission, MISSIONS } from "../../support/kept-missions.ts";
import type { Catcher } from "./judge.ts";

const PROJECT = resolve(import.meta.dirname, "../../..");
const MISSION = "one job";

/** A run that was another one, signed by the public keys of a rehearsal, as everybody can, and told as that of the honest plan. */
export interface Doctored {
  readonly kind: string;
  /** The check that must find it: those before it see nothing, whatever they read. */
  readonly onlyBy: Catcher;
  readonly caught: () => Promise<Catcher>;
}

export const DOCTORED: readonly Doctored[] = [
  {
    kind: "a run whose draws fall otherwise, re-signed, in the place of the plan's",
    // Receipts name the plan, and transactions have the receipts.
    onlyBy: "verify",
    caught: otherSeed,
  },
  {
    kind: "a run with a call more, re-signed, which its script states as chosen by hand",
    onlyBy: "--rebuild",
    caught: callByHand,
  },
  {
    kind: "a report that its script read again after the run, as its manifest says",
    onlyBy: "--rebuild",
    caught: readAgain,
  },
];

async function otherSeed(): Promise<Catcher> {
  const folder = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  try {
    const text = await readFile(MISSIONS[MISSION][1], "utf8");
    const plan = join(folder, "plan.json");
    await writeFile(plan, JSON.stringify({ ...JSON.parse(text), chain: { seed: "chosen by the forger" } }));
    const { exitCode, stdout } = await bin("run", "--plan", plan, "--out", join(folder, "out"), "--quiet");
    if (exitCode !== 0) throw new Error(stdout);
    const forged = await forgeDossier(join(folder, "out/omnisovereign/dossier"), { plan: () => text });
    return await catcherOf(forged.folder).finally(forged.remove);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function callByHand(): Promise<Catcher> {
  return afterwards("thermodynamics/thermostat-update.ts", "--temperature", "0.31", "--execute");
}

function readAgain(): Promise<Catcher> {
  return afterwards("owner/parameters.ts", "--format", "markdown");
}

/** After a whole run, a script by hand. */
async function afterwards(script: string, ...flags: string[]): Promise<Catcher> {
  const out = await copyOfMission(MISSION);
  try {
    start(out, script, ...flags);
    start(out, "dossier/build.ts");
    return await catcherOf(join(out, "omnisovereign/dossier"));
  } finally {
    await rm(out, { recursive: true });
  }
}

function start(out: string, script: string, ...flags: string[]): void {
  const env = {
    ...process.env,
    OMNISOVEREIGN_OUT: out,
    OMNISOVEREIGN_PLAN: MISSIONS[MISSION][1],
    RPC_URL: "",
  };
  const args = [join(PROJECT, "src/stages", script), ...flags];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: PROJECT, encoding: "utf8", env });
  if (status !== 0) throw new Error(`${script}: ${stderr}`);
}

/** As readers ask, one check after the other. */
async function catcherOf(folder: string): Promise<Catcher> {
  for (const [catcher, options] of CHECKS) {
    const { report } = await verifyDossier(folder, options);
    if (report.verdict !== "intact") return catcher;
  }
  return "nobody";
}

const CHECKS = [
  ["verify", {}],
  ["--replay", { replay: true }],
  ["--rebuild", { rebuild: true }],
] as const;
