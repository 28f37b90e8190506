import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { scanJournal } from "../../chain/journal/journal-reader.ts";
import { ownFolder } from "../../chain/rehearsal/ownership.ts";
import { diffDossiers } from "../../dossier/diff.ts";
import { linesOf } from "../../dossier/diff-report.ts";
import { stageDifferences } from "../../dossier/stage-differences.ts";
import { EXIT } from "../../errors/error.ts";
import type { Difference } from "../../model/dossier.ts";
import { PATHS } from "../../model/layout.ts";
import { CATALOGUE, type Step } from "../../run/catalogue.ts";
import { exitCodeOf } from "../../run/failure.ts";
import { localPorts } from "../../run/local-ports.ts";
import { restoreOutputs } from "../../run/restore.ts";
import { openRunFiles } from "../../run/run-files.ts";
import { executeRun } from "../../run/runner.ts";
import { predecessors, selectSteps } from "../../run/select.ts";
import type { RunState } from "../../run/state.ts";
import { toJson } from "../../support/json.ts";
import { withScratch } from "../../system/folders.ts";
import { requireOutFolder } from "../../system/out-folder.ts";
import { inLog } from "../../system/workflow-log.ts";
import { planOf } from "../../verify/plan-of.ts";
import { standsSoFar } from "../../verify/verdict.ts";
import { verifyBag } from "../../verify/verify-bag.ts";
import { exitOfVerify, formatVerify } from "../../verify/verify-report.ts";
import { interruptible } from "../interrupt.ts";
import { reporterFor } from "../reporters/reporter.ts";
import { summaryJson, summaryText } from "../run-summary.ts";

export interface StageOptions {
  readonly dossier: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** What a stage that ran again came to. */
interface Again {
  readonly state: RunState;
  readonly files: number;
  /** The dossier has `a`, the run `b`. */
  readonly differences: readonly Difference[];
  readonly interruptCode: number | null;
}

/** `omnisovereign stage ID --dossier DIR`: exits with 4 if anything differs from what the dossier has. */
export async function stage(id: string, options: StageOptions): Promise<number> {
  const [step] = selectSteps(CATALOGUE, { stages: [id] });
  const dossier = resolve(options.dossier);
  const report = await verifyBag(dossier, { scanJournal });
  if (!standsSoFar(report) || step === undefined) {
    process.stdout.write(options.json ? toJson(report) : inLog(formatVerify(report)));
    return exitOfVerify(report);
  }
  const again = await inFolder(options.out, (out) => runAgain(step, dossier, out, options));
  process.stdout.write(options.json ? json(step, again) : inLog(text(step, again)));
  if (again.interruptCode !== null || again.state.outcome !== "succeeded")
    return again.interruptCode ?? exitCodeOf(again.state);
  return again.differences.length === 0 ? EXIT.done : EXIT.verificationFailed;
}

/** One that was named stays; otherwise one that is gone afterwards. */
function inFolder(named: string | undefined, work: (out: string) => Promise<Again>): Promise<Again> {
  if (named !== undefined) return work(resolve(named));
  return withScratch(join(tmpdir(), "omnisovereign-stage-"), (scratch) => work(join(scratch, "reports")));
}

async function runAgain(step: Step, dossier: string, out: string, options: StageOptions): Promise<Again> {
  requireOutFolder(out);
  await restoreOutputs(dossier, out);
  const release = await ownFolder(out, `omnisovereign stage ${step.id}`);
  try {
    const request = {
      paths: { plan: await planOf(dossier), out },
      steps: [step],
      predecessors: predecessors(CATALOGUE, [step]),
    };
    const reporter = reporterFor(options, process.stderr, process.env);
    const ports = localPorts(openRunFiles(out), reporter.report);
    const { result, interruptCode } = await interruptible((signal) =>
      executeRun(request, ports, signal).finally(reporter.end),
    );
    return { state: result, interruptCode, ...(await compare(step, dossier, out)) };
  } finally {
    await release();
  }
}

/** The last step leaves no manifest but the dossier itself. */
async function compare(
  step: Step,
  dossier: string,
  out: string,
): Promise<Pick<Again, "files" | "differences">> {
  if (step.id !== "dossier") return stageDifferences(dossier, out, step);
  const { differences, files } = await diffDossiers(dossier, join(out, PATHS.dossier));
  return { files, differences };
}

function json({ id }: Step, { state, files, differences }: Again): string {
  const equal = state.outcome === "succeeded" && differences.length === 0;
  return toJson({
    format: "omnisovereign-stage/1",
    stage: id,
    equal,
    files,
    differences,
    run: summaryJson(state),
  });
}

function text({ id }: Step, { state, files, differences }: Again): string {
  if (state.outcome !== "succeeded") return `${summaryText(state)}\n`;
  const verdict =
    differences.length === 0
      ? `Stage "${id}" leaves what the dossier has: ${files} files, byte for byte.`
      : `Stage "${id}" leaves ${differences.length} of ${files} files otherwise than the dossier has them.`;
  return `${[...differences.flatMap(linesOf), verdict].join("\n")}\n`;
}
