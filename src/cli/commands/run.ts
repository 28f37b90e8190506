import { join, resolve } from "node:path";
import { ownFolder, requireAccess } from "../../chain/rehearsal/ownership.ts";
import { nodeUrl } from "../../chain/wire.ts";
import { thisCode } from "../../dossier/code.ts";
import { requireReplaceable } from "../../dossier/replaceable.ts";
import { ENVIRONMENT } from "../../errors/environment-errors.ts";
import { EXIT, OmniError } from "../../errors/error.ts";
import { STAGE } from "../../errors/stage-errors.ts";
import { PATHS } from "../../model/layout.ts";
import type { MissionLock } from "../../model/mission-lock.ts";
import type { PlanIssue } from "../../model/plan-result.ts";
import { loadProject } from "../../plan/project.ts";
import { CATALOGUE, type RunPaths, type Step } from "../../run/catalogue.ts";
import { localPorts } from "../../run/local-ports.ts";
import { runPaths } from "../../run/locations.ts";
import { doneByOthers, pathsToResume, standingToResume, stepsToResume } from "../../run/resume.ts";
import { openRunFiles } from "../../run/run-files.ts";
import { executeRun, type RunRequest } from "../../run/runner.ts";
import { commandLine, toCommand } from "../../run/script-command.ts";
import { predecessors, selectSteps } from "../../run/select.ts";
import type { Standing } from "../../run/standing.ts";
import type { RunState } from "../../run/state.ts";
import { toJson } from "../../support/json.ts";
import { readDotenv } from "../../system/dotenv.ts";
import { errorLine, toOmniError } from "../../system/error-text.ts";
import { requireOutFile } from "../../system/out-file.ts";
import { requireOutFolder } from "../../system/out-folder.ts";
import { type Chosen, omnisovereign } from "../../system/typable.ts";
import { inLog } from "../../system/workflow-log.ts";
import { makerText } from "../../verify/verdict.ts";
import { addRefusalToJobSummary } from "../actions-summary.ts";
import { chooseNode } from "../choose-node.ts";
import { keptTo, lockToKeep } from "../frozen.ts";
import { interruptible } from "../interrupt.ts";
import { printIssues } from "../named-plan.ts";
import { loadOptions } from "../project-folder.ts";
import { tell } from "../refusal.ts";
import { eventLine } from "../reporters/event-line.ts";
import { reporterFor } from "../reporters/reporter.ts";
import { chosenBy } from "../run-again.ts";
import { tellRun } from "../run-told.ts";

export interface RunOptions {
  readonly plan?: string;
  readonly out?: string;
  readonly readings?: string;
  readonly stage?: readonly string[];
  readonly from?: string;
  readonly until?: string;
  readonly resume?: boolean;
  readonly frozen?: boolean;
  readonly rpcUrl?: string;
  readonly json?: boolean;
  /** A file. */
  readonly junit?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly dryRun?: boolean;
  readonly debug?: boolean;
}

/** `omnisovereign run` */
export async function run(options: RunOptions): Promise<number> {
  readDotenv(process.cwd());
  const asked = runPaths(options, process.env);
  const out = resolve(asked.out);
  try {
    requireOutFolder(out);
    if (options.junit !== undefined) requireOutFile(resolve(options.junit));
    const standing = options.resume ? await standingToResume(out, noteTo(options)) : null;
    const paths = standing === null ? asked : pathsToResume(standing, options, asked);
    return await runPlan(paths, options, standing);
  } catch (thrown) {
    return tell(toOmniError(thrown, out), { ...options, chosen: chosenBy(asked, options.rpcUrl) });
  }
}

async function runPlan(paths: RunPaths, options: RunOptions, standing: Standing | null): Promise<number> {
  const out = resolve(paths.out);
  const chosen = chosenBy(paths, options.rpcUrl);
  try {
    const asked = standing === null ? selected(options) : [];
    requireLastingPlan(paths.plan);
    if (paths.readings !== undefined) requireLastingPlan(paths.readings);
    const loaded = await loadProject(paths.plan, { ...loadOptions(), readings: paths.readings });
    if (!loaded.ok) return await refusePlan(paths.plan, loaded.issues, options);
    const steps = standing === null ? asked : await stepsToResume(standing, loaded.project);
    const request = toRequest(paths, steps, options);
    await tellOtherCode(out, request, standing !== null, noteTo(options));
    const lock = options.frozen ? await lockToKeep(paths.plan, loaded.project) : null;
    if (!options.dryRun) return await carryOut(request, { ...options, lock }, out, chosen);
    const commands = dryRun(request);
    process.stdout.write(
      options.json
        ? toJson({ format: "omnisovereign-dry-run/1", commands })
        : inLog(`${commands.join("\n")}\n`),
    );
    return EXIT.done;
  } catch (thrown) {
    return tell(toOmniError(thrown, out), { ...options, chosen });
  }
}

function selected({ stage, from, until }: RunOptions): readonly Step[] {
  return selectSteps(CATALOGUE, {
    ...(stage === undefined ? {} : { stages: stage }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  });
}

function toRequest(paths: RunPaths, steps: readonly Step[], { rpcUrl }: RunOptions): RunRequest {
  if (rpcUrl !== undefined) nodeUrl(rpcUrl);
  return {
    paths,
    steps,
    predecessors: predecessors(CATALOGUE, steps),
    ...(rpcUrl === undefined ? {} : { rpcUrl }),
  };
}

/** A dossier says that one version made it. */
async function tellOtherCode(
  out: string,
  { steps, predecessors }: RunRequest,
  resumes: boolean,
  note: (line: string) => void,
): Promise<void> {
  const others = await doneByOthers(out, resumes ? steps : predecessors);
  if (others === null) return;
  const does = resumes
    ? "it is done again from its beginning, and so is all that follows"
    : `it stays; "${omnisovereign("run --resume", {})}" does again what other code has left`;
  note(
    `Stage "${others.step}" was done by ${makerText(others.madeBy)}, and this is ${makerText(thisCode())}: ${does}.`,
  );
}

/** @throws OMNI5025 if the plan, or another file that each script reads, is a stream of this very process. */
function requireLastingPlan(plan: string): void {
  if (/^\/(dev|proc)\//.test(resolve(plan))) throw new OmniError(ENVIRONMENT.PLAN_PASSING, { plan });
}

async function refusePlan(
  plan: string,
  issues: readonly PlanIssue[],
  { json = false, dryRun = false }: RunOptions,
): Promise<number> {
  if (!json) printIssues(issues);
  else tell(new OmniError(STAGE.PLAN_INVALID, { plan, issues: issues.length }), { json, more: { issues } });
  const note = noteTo({ json });
  if (!dryRun)
    await addRefusalToJobSummary(plan, issues, process.env).catch((thrown) =>
      note(errorLine(toOmniError(thrown))),
    );
  return EXIT.planInvalid;
}

function dryRun({ paths, steps, rpcUrl }: RunRequest): readonly string[] {
  return steps
    .flatMap(({ scripts }) => scripts)
    .map((script) => commandLine(toCommand(script, paths, rpcUrl)));
}

async function carryOut(
  request: RunRequest,
  options: RunOptions & { readonly lock: MissionLock | null },
  out: string,
  chosen: Chosen,
): Promise<number> {
  await requireAccess(out, undefined);
  if (request.steps.some(({ id }) => id === "dossier")) await requireReplaceable(join(out, PATHS.dossier));
  const rpcUrl = await chooseNode(
    { flag: options.rpcUrl, variable: process.env.RPC_URL, note: noteTo(options) },
    request.steps,
    out,
  );
  const release = await ownFolder(out, omnisovereign("run", { ...chosen, RPC_URL: "" }));
  try {
    const onNode = rpcUrl === undefined ? request : { ...request, rpcUrl };
    const { result, interruptCode } = await interruptible((signal) => start(onNode, options, out, signal));
    const frozen = options.lock && result.outcome === "succeeded" ? keptTo(options.lock, out) : null;
    const exitCode = await tellRun(result, { ...options, frozen, chosen, out });
    return frozen?.error ? exitCode : (interruptCode ?? exitCode);
  } finally {
    await release();
  }
}

/** On stderr; with `--json` all of it is JSON lines. */
function noteTo({ json }: RunOptions): (line: string) => void {
  return (line) => void process.stderr.write(json ? eventLine({ type: "note", line }) : `${inLog(line)}\n`);
}

async function start(
  request: RunRequest,
  options: RunOptions,
  out: string,
  signal: AbortSignal,
): Promise<RunState> {
  const files = openRunFiles(out);
  const reporter = reporterFor(options, process.stderr, process.env, await files.readDurations());
  const recorded = await files.readJournal();
  const state = await executeRun(request, localPorts(files, reporter.report), signal).finally(reporter.end);
  if (state.outcome !== "succeeded") {
    await files.writeSummary(state).catch(() => {}); // the failure is what counts, and is about to be told
    return state;
  }
  await files.keepRecorded(recorded);
  await files.writeSummary(state);
  return state;
}
