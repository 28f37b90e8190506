import { resolve } from "node:path";
import type { RunEvent } from "../model/run-events.ts";
import { CATALOGUE, type RunPaths } from "./catalogue.ts";
import { localPorts } from "./local-ports.ts";
import { openRunFiles } from "./run-files.ts";
import { executeRun } from "./runner.ts";
import type { RunState } from "./state.ts";

/**
 * Runs a whole mission into a new folder, on a node of its own.
 *
 * @param report hears what happens
 * @param signal stops it
 */
export async function runAfresh(
  paths: RunPaths,
  report: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<RunState> {
  const files = openRunFiles(resolve(paths.out));
  return executeRun({ paths, steps: CATALOGUE, predecessors: [] }, localPorts(files, report), signal);
}
