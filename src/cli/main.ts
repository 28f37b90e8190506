import { ENVIRONMENT } from "../errors/environment.ts";
import { OmniError } from "../errors/error.ts";
import { errorLine, stackText, toOmniError } from "../support/error-text.ts";
import { enterTypedFolder, REINSTALL } from "../support/root.ts";
import { survivesClosedPipes } from "./streams.ts";

/**
 * The whole program: reads the arguments, runs one command, prints its outcome.
 *
 * @param args the command line without runtime and file
 * @returns the exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  survivesClosedPipes(process.stdout, process.stderr);
  try {
    enterTypedFolder();
    const { runProgram } = await import("./program.ts");
    return await runProgram(args);
  } catch (thrown) {
    const error = toOmniError(withMissingModuleExplained(thrown));
    console.error(errorLine(error));
    if (args.includes("--debug")) console.error(stackText(error));
    return error.exit;
  }
}

function withMissingModuleExplained(error: unknown): unknown {
  const module = /Cannot find package '([^']+)'/.exec(error instanceof Error ? error.message : "")?.[1];
  return module === undefined
    ? error
    : new OmniError(ENVIRONMENT.MISSING_DEPENDENCIES, { module, install: REINSTALL }, { cause: error });
}
