import { describe, EXIT } from "./error.ts";
import { quote } from "./quote.ts";

/** 5xxx: how the program was called, and what the machine gives it. 5001 and 5002 arise before any of this loads. */
export const ENVIRONMENT = {
  MISSING_DEPENDENCIES: describe<{ module: string }>({
    number: 5003,
    exit: EXIT.environment,
    message: ({ module }) => `The package "${module}" is not installed.`,
    mend: () => 'Run "npm ci".',
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
  USAGE: describe<{ problem: string; help: string }>({
    number: 5010,
    exit: EXIT.usage,
    message: ({ problem }) => problem,
    mend: ({ help }) => `See "${help}".`,
  }),
  FOLDER_OWNED: describe<{ out: string; pid: number; command: string }>({
    number: 5016,
    exit: EXIT.environment,
    message: ({ out, pid, command }) => `${quote(out)} belongs to process ${pid} until it ends: ${command}.`,
    mend: () => "Wait for it, or name another folder with --out or OMNISOVEREIGN_OUT.",
  }),
  BUG: describe<{ problem: string }>({
    number: 5999,
    exit: EXIT.failed,
    message: ({ problem }) => `OmniSovereign stopped at a mistake of its own: ${problem}`,
    mend: () => "Run it again with --debug and report what it prints.",
  }),
};
