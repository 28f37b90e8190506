import { resolve } from "node:path";
import { EXIT } from "../../errors/error.ts";
import { CATALOGUE, type RunPaths } from "../../run/catalogue.ts";
import { commandLine, toCommand } from "../../run/command.ts";
import { toError } from "../../run/failure.ts";
import { openRunFiles } from "../../run/files.ts";
import { localPorts } from "../../run/local-ports.ts";
import { runPaths } from "../../run/paths.ts";
import { executeRun, type RunRequest } from "../../run/runner.ts";
import { predecessors, selectSteps } from "../../run/select.ts";
import type { RunState } from "../../run/state.ts";
import { readDotenv } from "../../support/dotenv.ts";
import { toJson } from "../../support/json.ts";
import { typedFolder } from "../../support/root.ts";
import { interruptible } from "../interrupt.ts";
import { planIsValid } from "../project.ts";
import { reporterFor } from "../reporters/reporter.ts";
import { summaryJson, summaryText } from "../run-summary.ts";

export interface RunOptions {
  readonly plan?: string;
  readonly out?: string;
  readonly stage?: readonly string[];
  readonly from?: string;
  readonly until?: string;
  readonly rpcUrl?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly dryRun?: boolean;
}

/** `omnisovereign run` */
export async function run(options: RunOptions): Promise<number> {
  readDotenv(typedFolder(process.env));
  const paths = runPaths(options, process.env);
  const request = toRequest(paths, options);
  if (!(await planIsValid(paths.plan))) return EXIT.planInvalid;
  if (options.dryRun) {
    console.log(dryRun(request));
    return EXIT.done;
  }
  const { result, interruptCode } = await interruptible((signal) => start(request, options, signal));
  process.stdout.write(options.json ? toJson(summaryJson(result)) : `${summaryText(result)}\n`);
  return interruptCode ?? exitCodeOf(result);
}

function toRequest(paths: RunPaths, { stage, from, until, rpcUrl }: RunOptions): RunRequest {
  const steps = selectSteps(CATALOGUE, {
    ...(stage === undefined ? {} : { stages: stage }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  });
  return {
    paths,
    steps,
    predecessors: predecessors(CATALOGUE, steps),
    ...(rpcUrl === undefined ? {} : { rpcUrl }),
  };
}

function dryRun({ paths, steps, rpcUrl }: RunRequest): string {
  return steps
    .flatMap(({ scripts }) => scripts)
    .map((script) => commandLine(toCommand(script, paths, rpcUrl)))
    .join("\n");
}

async function start(request: RunRequest, options: RunOptions, signal: AbortSignal): Promise<RunState> {
  const files = openRunFiles(resolve(request.paths.out));
  const reporter = reporterFor(options, process.stderr, process.env);
  const recorded = await files.readJournal();
  const state = await executeRun(request, localPorts(files, reporter), signal);
  if (state.outcome === "succeeded") await files.keepRecorded(recorded);
  await files.writeSummary(state);
  return state;
}

function exitCodeOf({ outcome, failure }: RunState): number {
  if (outcome === "succeeded") return EXIT.done;
  return (failure && toError(failure)?.exit) ?? EXIT.failed;
}
