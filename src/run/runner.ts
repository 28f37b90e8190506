import { requireOfChain } from "../chain/journal/chain-claim.ts";
import { OmniError } from "../errors/error.ts";
import { STAGE } from "../errors/stage-errors.ts";
import type { RunEvent, RunOutcome, ScriptFailure, ScriptOutcome, StepResult } from "../model/run-events.ts";
import type { RunPaths, Script, Step } from "./catalogue.ts";
import type { RunPorts, ScriptReport } from "./ports.ts";
import { toCommand } from "./script-command.ts";
import { forEachAtMost, groupsOf } from "./side-by-side.ts";
import { BEFORE_RUN, type RunState, reduce } from "./state.ts";
import { readRecorded, readResult } from "./step-result.ts";

export interface RunRequest {
  readonly paths: RunPaths;
  readonly steps: readonly Step[];
  /** Steps whose manifests must lie in OUT already. */
  readonly predecessors: readonly Step[];
  /** A node to use instead of starting one. */
  readonly rpcUrl?: string;
}

interface Run {
  readonly request: RunRequest;
  readonly ports: RunPorts;
  readonly signal: AbortSignal;
  readonly emit: (event: RunEvent) => void;
}

const NOT_STARTED: ScriptReport = { outcome: { kind: "interrupted" }, logPath: null, lastLines: [] };

/**
 * Runs the steps one after the other, stops at the first failure, and always stops the node that it started. Within a
 * step, scripts that may run beside each other do.
 *
 * @param signal stops the run and its children
 * @throws OMNI2104 if an earlier step has left no manifest, OMNI3044 if the journal has lost what it mined
 */
export async function executeRun(
  request: RunRequest,
  ports: RunPorts,
  signal: AbortSignal,
): Promise<RunState> {
  await requirePredecessors(request, ports);
  let state = BEFORE_RUN;
  const emit = (event: RunEvent): void => {
    state = reduce(state, event);
    ports.report(event);
  };
  const run: Run = { request, ports, signal, emit };
  const started = ports.now();
  emit({ type: "run-started", ...request.paths, steps: request.steps.map(({ id }) => id) });
  const onStop = (): void => emit({ type: "run-stopping" });
  signal.addEventListener("abort", onStop, { once: true });
  const outcome = await withNode(run, (rpcUrl) => runSteps(run, rpcUrl));
  signal.removeEventListener("abort", onStop);
  const builtDossier = outcome === "succeeded" && request.steps.some(({ id }) => id === "dossier");
  emit({
    type: "run-finished",
    outcome,
    dossier: builtDossier ? await ports.readDossier() : null,
    milliseconds: ports.now() - started,
  });
  return state;
}

async function requirePredecessors({ predecessors, steps }: RunRequest, ports: RunPorts): Promise<void> {
  const roots = predecessors.length === 0 ? null : await ports.readRoots();
  for (const { id, scripts } of predecessors) {
    for (const { name } of scripts.filter(({ leavesManifest }) => leavesManifest)) {
      const manifest = await ports.readManifest(name);
      if (manifest === null)
        throw new OmniError(STAGE.MISSING_PREDECESSOR, { stage: `${steps[0]?.id}`, needed: id });
      if (roots !== null) requireOfChain(manifest, roots);
    }
  }
}

async function withNode(
  run: Run,
  work: (rpcUrl: string | undefined) => Promise<RunOutcome>,
): Promise<RunOutcome> {
  const { request, ports, emit } = run;
  const needsNode = request.steps.some(({ scripts }) => scripts.some((script) => script.needsNode));
  if (!needsNode || request.rpcUrl !== undefined) return work(request.rpcUrl);
  const node = await ports.startNode();
  try {
    emit({ type: "node-started", url: node.url });
    return await work(node.url);
  } finally {
    await node.stop();
    emit({ type: "node-stopped" });
  }
}

async function runSteps(run: Run, rpcUrl: string | undefined): Promise<RunOutcome> {
  for (const step of run.request.steps) {
    const failure = await runStep(run, step, rpcUrl);
    if (failure !== null) return failure.outcome.kind === "interrupted" ? "interrupted" : "failed";
  }
  return "succeeded";
}

async function runStep(run: Run, step: Step, rpcUrl: string | undefined): Promise<ScriptFailure | null> {
  const { ports, emit } = run;
  const started = ports.now();
  const recorded = await readRecorded(step, ports);
  emit({ type: "step-started", step: step.id });
  for (const group of groupsOf(step.scripts)) {
    const failure = await runGroup(run, step, group, rpcUrl);
    if (failure !== null) {
      emit({ type: "step-failed", failure, milliseconds: ports.now() - started });
      return failure;
    }
  }
  const result: StepResult = await readResult(step, recorded, ports);
  emit({ type: "step-finished", step: step.id, result, milliseconds: ports.now() - started });
  return null;
}

/** After a failure those that run already go on to their end, and no other starts. */
async function runGroup(
  run: Run,
  step: Step,
  group: readonly Script[],
  rpcUrl: string | undefined,
): Promise<ScriptFailure | null> {
  let first: ScriptFailure | null = null;
  await forEachAtMost(run.ports.scriptsAtOnce, group, async (script) => {
    if (first !== null) return;
    const failure = await runScript(run, step, script, rpcUrl);
    first ??= failure;
  });
  return first;
}

async function runScript(
  { request, ports, signal, emit }: Run,
  step: Step,
  script: Script,
  rpcUrl: string | undefined,
): Promise<ScriptFailure | null> {
  const command = toCommand(script, request.paths, request.rpcUrl);
  const started = ports.now();
  emit({ type: "script-started", step: step.id, command });
  const report = signal.aborted
    ? NOT_STARTED
    : await ports.runScript({
        command,
        env: rpcUrl === undefined ? {} : { RPC_URL: rpcUrl },
        timeLimitSeconds: script.timeLimitSeconds,
        signal,
        onProgress: (line) => emit({ type: "script-progress", step: step.id, script: script.name, line }),
        onWork: (work) => emit({ type: "script-work", step: step.id, script: script.name, work }),
      });
  const outcome = await judge(script, report.outcome, ports);
  const milliseconds = ports.now() - started;
  emit({ type: "script-finished", step: step.id, script: script.name, outcome, milliseconds });
  return outcome.kind === "succeeded" ? null : { ...report, step: step.id, command, outcome };
}

/** Ending well is not enough for a script whose manifest the dossier is made of. */
async function judge(script: Script, outcome: ScriptOutcome, ports: RunPorts): Promise<ScriptOutcome> {
  if (outcome.kind !== "succeeded" || !script.leavesManifest) return outcome;
  return (await ports.readManifest(script.name)) === null ? { kind: "left-no-manifest" } : outcome;
}
