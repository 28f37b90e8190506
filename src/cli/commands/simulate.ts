import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { openLaboratory } from "../../chain/engine/laboratory.ts";
import { EXIT, OmniError } from "../../errors/error.ts";
import { SIMULATE } from "../../errors/simulate-errors.ts";
import { loadProject } from "../../plan/project.ts";
import { describeSweep } from "../../simulate/described.ts";
import { type Held, holdAgainstContracts } from "../../simulate/sample/hold.ts";
import { runsOf, type Sweep } from "../../simulate/sweep.ts";
import { grouped } from "../../support/figures.ts";
import { toJson } from "../../support/json.ts";
import { printable } from "../../support/text.ts";
import { contractType } from "../../system/contract-artefacts.ts";
import { writeWhole } from "../../system/files.ts";
import { requireOutFolder } from "../../system/out-folder.ts";
import { inLog } from "../../system/workflow-log.ts";
import { planPath, printIssues, refuse } from "../named-plan.ts";
import { loadOptions } from "../project-folder.ts";
import { type SweepFlags, sweepOf } from "../simulate/described-flags.ts";
import { playAll } from "../simulate/pool.ts";
import { openSweepFolder } from "../simulate/sweep-folder.ts";

interface Flags extends SweepFlags {
  readonly plan?: string;
  readonly out?: string;
  readonly resume?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `omnisovereign simulate` */
export async function simulate({
  plan,
  out = "sweep",
  resume = false,
  json,
  quiet,
  ...flags
}: Flags): Promise<number> {
  const result = await loadProject(planPath(plan), loadOptions());
  if (!result.ok) return refuse(result.issues, json);
  if (!quiet) printIssues(result.warnings);
  requireOutFolder(resolve(out));
  const sweep = sweepOf(result.project, flags);
  const plans = Object.fromEntries(result.project.files.map(({ path, sha256 }) => [path, sha256]));
  const progress = progressOn(quiet || json || !process.stderr.isTTY);
  await playInto(out, sweep, toJson(describeSweep(sweep, plans)), resume, progress);
  const held = await holdAgainstContracts(sweep, contractType, openLaboratory, (done, all) =>
    progress(`on the contracts: ${grouped(done)} of ${grouped(all)} runs`),
  );
  progress("");
  const outcome = { format: "omnisovereign-sweep-sample/1", ...held };
  await writeWhole(join(out, "sample.json"), toJson(outcome));
  const [first] = held.differences;
  if (first) throw new OmniError(SIMULATE.CONTRACTS_DIFFER, first);
  process.stdout.write(json ? toJson(outcome) : inLog(summary(out, sweep, held)));
  return EXIT.done;
}

type Progress = (line: string) => void;

async function playInto(
  out: string,
  sweep: Sweep,
  description: string,
  resume: boolean,
  progress: Progress,
): Promise<void> {
  const folder = await openSweepFolder(out, sweep, description, resume);
  const runs = runsOf(sweep);
  try {
    for await (const played of playAll(sweep, folder.done, availableParallelism())) {
      await folder.append(played);
      progress(`played: ${grouped(played.to)} of ${grouped(runs)} runs`);
    }
  } finally {
    await folder.close();
  }
}

/** One line that is written over, for whoever watches. */
function progressOn(silent: boolean): Progress {
  return silent ? () => {} : (line) => void process.stderr.write(`\r\u001b[K${line}`);
}

function summary(out: string, sweep: Sweep, { runs, sampled, epochs, figures, agreeing }: Held): string {
  return [
    `${many(runs, "run")} of ${many(sweep.base.epochs, "epoch")} ${runs === 1 ? "is" : "are"} in ${printable(join(out, "runs.jsonl"))} and runs.csv.`,
    `${grouped(sampled)} of ${grouped(runs)} executed on the contracts, ${many(epochs, "epoch")} with ${many(figures, "figure")}: ${grouped(agreeing)} of ${grouped(sampled)} agree to the wei.`,
    "",
  ].join("\n");
}

function many(count: number, one: string): string {
  return `${grouped(count)} ${count === 1 ? one : `${one}s`}`;
}
