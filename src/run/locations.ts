import type { RunPaths } from "./catalogue.ts";
import { ENVIRONMENT_DEFAULTS } from "./script-command.ts";

/**
 * The paths of a run as its scripts take them, which start in the operator's folder too: flags before variables before
 * defaults.
 *
 * @param flags as typed
 */
export function runPaths(
  flags: { readonly plan?: string; readonly out?: string; readonly readings?: string },
  env: NodeJS.ProcessEnv,
): RunPaths {
  const { OMNISOVEREIGN_OUT, OMNISOVEREIGN_PLAN } = ENVIRONMENT_DEFAULTS;
  const readings = flags.readings ?? (env.OMNISOVEREIGN_READINGS || undefined);
  return {
    plan: flags.plan ?? (env.OMNISOVEREIGN_PLAN || OMNISOVEREIGN_PLAN),
    out: flags.out ?? (env.OMNISOVEREIGN_OUT || OMNISOVEREIGN_OUT),
    ...(readings === undefined ? {} : { readings }),
  };
}
