import { availableParallelism } from "node:os";
import { delimiter, dirname } from "node:path";
import { startNode } from "../chain/rehearsal/node.ts";
import { accessToken } from "../chain/rehearsal/ownership.ts";
import type { RunEvent, ScriptOutcome } from "../model/run-events.ts";
import { type ProcessEnd, startProcess } from "../system/processes.ts";
import { WORK_VARIABLE, watchWork } from "../system/work-file.ts";
import type { RunPorts, ScriptCall, ScriptReport } from "./ports.ts";
import type { RunFiles } from "./run-files.ts";
import { npmArguments } from "./script-command.ts";

const LAST_LINES = 15;

/** npm's own words about a failed script would bury the script's. */
const NPM_SETTINGS = {
  npm_config_loglevel: "silent",
  npm_config_workspaces: "false",
  npm_config_workspace: "",
};

/**
 * A run on this machine: real processes, a real node, the files of OUT.
 *
 * @param reporter hears each event once it is stored
 */
export function localPorts(files: RunFiles, reporter: (event: RunEvent) => void): RunPorts {
  return {
    scriptsAtOnce: availableParallelism(),
    now: () => Math.round(performance.now()),
    report(event) {
      if (event.type !== "script-work") files.record(event);
      reporter(event);
    },
    startNode: () => startNode({ logFile: files.logPath("node") }),
    runScript: (call) =>
      runScript(call, files.logPath(call.command.script), files.workPath(call.command.script)),
    readManifest: files.readManifest,
    readRoots: async () => (await files.readJournal())?.blocks ?? null,
    countTransactions: files.countTransactions,
    readDossier: files.readDossier,
  };
}

/**
 * Scripts run under the runtime that the run itself has: the PATH may lead to another first. Of npm's own settings those
 * are put back that would have it look for the script elsewhere.
 */
export function npmEnvironment({ PATH = "" }: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return { ...NPM_SETTINGS, PATH: [dirname(process.execPath), PATH].join(delimiter) };
}

async function runScript(
  { command, env, timeLimitSeconds, signal, onProgress, onWork }: ScriptCall,
  logPath: string,
  workPath: string,
): Promise<ScriptReport> {
  const folder = process.cwd();
  const endWatch = watchWork(workPath, onWork);
  const running = await startProcess({
    file: "npm",
    args: npmArguments(command, folder),
    cwd: folder,
    env: {
      ...npmEnvironment(process.env),
      ...command.env,
      ...env,
      ...accessToken(),
      [WORK_VARIABLE]: workPath,
    },
    logFile: logPath,
    timeLimitSeconds,
    onErrorLine: onProgress,
  });
  const stop = (): void => void running.stop();
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  const end = await running.ended;
  signal.removeEventListener("abort", stop);
  endWatch();
  const lastLines = running.tail().trimEnd().split("\n").slice(-LAST_LINES);
  return { outcome: toOutcome(end, timeLimitSeconds), logPath, lastLines };
}

function toOutcome(end: ProcessEnd, limitSeconds: number): ScriptOutcome {
  switch (end.kind) {
    case "exited":
      return end.code === 0 ? { kind: "succeeded" } : { kind: "exited", exitCode: end.code };
    case "signalled":
      return { kind: "killed", signal: end.signal };
    case "timed-out":
      return { kind: "timed-out", limitSeconds };
    case "stopped":
      return { kind: "interrupted" };
    case "not-started":
      return { kind: "not-started", problem: end.reason };
  }
}
