import type { ScriptCommand } from "../model/run-events.ts";
import type { RunPaths, Script } from "./catalogue.ts";

/** The variables through which a run speaks to its scripts, and what scripts assume without them. */
export const ENVIRONMENT_DEFAULTS = {
  OMNISOVEREIGN_OUT: "reports",
  OMNISOVEREIGN_PLAN: "plans/omnisovereign/project-plan.omnisovereign.json",
} as const;

/**
 * A script of the catalogue as a person would type it for these paths.
 *
 * @param rpcUrl a node that the operator named, if any
 */
export function toCommand(script: Script, paths: RunPaths, rpcUrl: string | undefined): ScriptCommand {
  return { script: script.name, args: script.args(paths), env: environmentOf(paths, rpcUrl) };
}

function environmentOf(paths: RunPaths, rpcUrl: string | undefined): Readonly<Record<string, string>> {
  const { OMNISOVEREIGN_OUT, OMNISOVEREIGN_PLAN } = ENVIRONMENT_DEFAULTS;
  return {
    ...(paths.out === OMNISOVEREIGN_OUT ? {} : { OMNISOVEREIGN_OUT: paths.out }),
    ...(paths.plan === OMNISOVEREIGN_PLAN ? {} : { OMNISOVEREIGN_PLAN: paths.plan }),
    ...(rpcUrl === undefined ? {} : { RPC_URL: rpcUrl }),
  };
}

/** The arguments for the npm binary. */
export function npmArguments({ script, args }: ScriptCommand): readonly string[] {
  return ["run", script, ...(args.length === 0 ? [] : ["--", ...args])];
}

/** One line for a POSIX shell. */
export function commandLine(command: ScriptCommand): string {
  const assignments = Object.entries(command.env).map(([name, value]) => `${name}=${shellWord(value)}`);
  return [...assignments, "npm", ...npmArguments(command).map(shellWord)].join(" ");
}

/** A word of a command that is to be typed. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
