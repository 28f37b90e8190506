import { isAbsolute, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { RunPaths } from "./catalogue.ts";
import { ENVIRONMENT_DEFAULTS } from "./command.ts";

/** Where the npm scripts run, whatever the operator's folder is. */
export const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The paths of a run as its scripts take them. Flags count from the operator's folder, variables and defaults from
 * the project.
 *
 * @param flags as typed
 */
export function runPaths(
  flags: { readonly plan?: string; readonly out?: string },
  env: NodeJS.ProcessEnv,
  folder: string,
): RunPaths {
  const fromProject = (path: string): string => withinProject(resolve(folder, path));
  const { OMNISOVEREIGN_OUT, OMNISOVEREIGN_PLAN } = ENVIRONMENT_DEFAULTS;
  return {
    plan: flags.plan === undefined ? env.OMNISOVEREIGN_PLAN || OMNISOVEREIGN_PLAN : fromProject(flags.plan),
    out: flags.out === undefined ? env.OMNISOVEREIGN_OUT || OMNISOVEREIGN_OUT : fromProject(flags.out),
  };
}

/** Short and with forward slashes inside the project, absolute outside of it. */
function withinProject(path: string): string {
  const inside = relative(PROJECT, path);
  const isOutside = inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return isOutside ? path : inside.replaceAll(sep, "/");
}
