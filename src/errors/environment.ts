import { describe, EXIT } from "./error.ts";

/** 5xxx: how the program was called, and what the machine gives it. 5001 and 5002 arise before any of this loads. */
export const ENVIRONMENT = {
  MISSING_DEPENDENCIES: describe<{ module: string; install: string }>({
    number: 5003,
    exit: EXIT.environment,
    message: ({ module }) => `The package "${module}" is not installed.`,
    mend: ({ install }) => `Run "${install}".`,
  }),
  NPM_NOT_STARTED: describe<{ problem: string }>({
    number: 5004,
    exit: EXIT.environment,
    message: ({ problem }) => `npm could not be started: ${problem}`,
    mend: () => "Install npm 10 or newer where the PATH leads to it.",
  }),
  SYSTEM_REFUSED: describe<{ problem: string }>({
    number: 5005,
    exit: EXIT.environment,
    message: ({ problem }) => `The system refused: ${problem}.`,
    mend: () => "Give the folder that it names space and permissions, or choose another with --out.",
  }),
  NO_EVM: describe<{ node: string; install: string }>({
    number: 5006,
    exit: EXIT.environment,
    message: () =>
      "The EVM's binary for this machine is not installed: npm leaves it out under an older Node.",
    mend: ({ node, install }) => `Run "${install}" with Node ${node} or newer.`,
  }),
  USAGE: describe<{ problem: string; help: string }>({
    number: 5010,
    exit: EXIT.usage,
    message: ({ problem }) => problem,
    mend: ({ help }) => `See "${help}".`,
  }),
  BUG: describe<{ problem: string }>({
    number: 5999,
    exit: EXIT.failed,
    message: ({ problem }) => `OmniSovereign stopped at a mistake of its own: ${problem}`,
    mend: () => "Run it again with --debug and report what it prints.",
  }),
};
