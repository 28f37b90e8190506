import { ENVIRONMENT } from "../errors/environment-errors.ts";
import { OmniError } from "../errors/error.ts";
import { settleColours } from "../system/colours.ts";
import { errorLine, toOmniError } from "../system/error-text.ts";
import { enterTypedFolder, REINSTALL } from "../system/root.ts";
import { guardOutput } from "../system/streams.ts";
import { inLog } from "../system/workflow-log.ts";
import { tell } from "./refusal.ts";

/**
 * The whole program: reads the arguments, runs one command, prints its outcome.
 *
 * @param args the command line without runtime and file
 * @returns the exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  settleColours(process.env);
  const written = guardOutput(process.stdout, process.stderr);
  const exitCode = await runOrTell(args);
  const refusal = await written();
  if (refusal === null) return exitCode;
  console.error(inLog(errorLine(refusal)));
  return refusal.exit;
}

async function runOrTell(args: readonly string[]): Promise<number> {
  try {
    enterTypedFolder();
    const { runProgram } = await import("./program.ts");
    return await runProgram(args);
  } catch (thrown) {
    const error = toOmniError(withMissingModuleExplained(thrown));
    return tell(error, { json: args.includes("--json"), debug: args.includes("--debug") });
  }
}

function withMissingModuleExplained(error: unknown): unknown {
  const module = /Cannot find package '([^']+)'/.exec(error instanceof Error ? error.message : "")?.[1];
  return module === undefined
    ? error
    : new OmniError(ENVIRONMENT.MISSING_DEPENDENCIES, { module, install: REINSTALL }, { cause: error });
}
