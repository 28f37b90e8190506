import { shellWord, urlInCommands } from "../errors/shell.ts";
import { PLAN_PATHS, REPORTS } from "../model/layout.ts";
import type { ScriptCommand } from "../model/run-events.ts";
import { PACKAGE } from "../system/root.ts";
import type { RunPaths, Script } from "./catalogue.ts";

/** The variables through which a run speaks to its scripts, and what scripts assume without them. */
export const ENVIRONMENT_DEFAULTS = {
  OMNISOVEREIGN_OUT: REPORTS,
  OMNISOVEREIGN_PLAN: PLAN_PATHS.shared,
} as const;

/**
 * A script of the catalogue as a person would type it for these paths.
 *
 * @param rpcUrl a node that the operator named, if any; events and logs keep what is returned, so it is not its whole URL
 */
export function toCommand(script: Script, paths: RunPaths, rpcUrl: string | undefined): ScriptCommand {
  return { script: script.name, args: script.args(paths), env: environmentOf(paths, rpcUrl) };
}

function environmentOf(paths: RunPaths, rpcUrl: string | undefined): Readonly<Record<string, string>> {
  const { OMNISOVEREIGN_OUT, OMNISOVEREIGN_PLAN } = ENVIRONMENT_DEFAULTS;
  return {
    ...(paths.out === OMNISOVEREIGN_OUT ? {} : { OMNISOVEREIGN_OUT: paths.out }),
    ...(paths.plan === OMNISOVEREIGN_PLAN ? {} : { OMNISOVEREIGN_PLAN: paths.plan }),
    ...(paths.readings === undefined ? {} : { OMNISOVEREIGN_READINGS: paths.readings }),
    ...(rpcUrl === undefined ? {} : { RPC_URL: urlInCommands(rpcUrl) }),
  };
}

/**
 * The arguments for the npm binary.
 *
 * @param folder in which npm is started; outside of the package npm must be told where the package is
 */
export function npmArguments({ script, args }: ScriptCommand, folder: string): readonly string[] {
  const prefix = folder === PACKAGE ? [] : ["--prefix", PACKAGE];
  return [...prefix, "run", script, ...(args.length === 0 ? [] : ["--", ...args])];
}

/**
 * One line for a POSIX shell.
 *
 * @param folder in which it is going to be typed
 */
export function commandLine(command: ScriptCommand, folder: string = process.cwd()): string {
  const assignments = Object.entries(command.env).map(([name, value]) => `${name}=${shellWord(value)}`);
  return [...assignments, "npm", ...npmArguments(command, folder).map(shellWord)].join(" ");
}
