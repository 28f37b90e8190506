import { describe, EXIT } from "./error.ts";
import { quote } from "./quote.ts";

/** Free space that a run is told to have: that of the shared mission leaves 10 MiB, and writes beside before it renames. */
export const ROOM_MEBIBYTES = 100;

/** Files that a run may have open at once, with what its node and scripts open. */
export const OPEN_FILES = 1024;

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
    mend: () => "Give the folder that it names its permissions, or choose another with --out.",
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
  FOLDER_OWNED: describe<{ out: string; pid: number; command: string }>({
    number: 5016,
    exit: EXIT.environment,
    message: ({ out, pid, command }) => `${quote(out)} belongs to process ${pid} until it ends: ${command}.`,
    mend: () => "Wait for it, or name another folder with --out or OMNISOVEREIGN_OUT.",
  }),
  STDOUT_REFUSED: describe<{ problem: string }>({
    number: 5017,
    exit: EXIT.environment,
    message: ({ problem }) => `Standard output cannot be written: ${problem}.`,
    mend: () => "Send it to where there is room, or to a terminal; files that were left are complete.",
  }),
  DISK_FULL: describe<{ folder: string; problem: string }>({
    number: 5018,
    exit: EXIT.environment,
    message: ({ folder, problem }) => `There is no room left in ${quote(folder)}: ${problem}.`,
    mend: () =>
      `Make room there, about ${ROOM_MEBIBYTES} MiB for a run of some dozens of jobs, and run the same command again; or choose another folder with --out.`,
  }),
  TOO_MANY_FILES: describe<{ problem: string }>({
    number: 5019,
    exit: EXIT.environment,
    message: ({ problem }) => `Too few files may be open at once: ${problem}.`,
    mend: () =>
      `Raise the limit with "ulimit -n ${OPEN_FILES}" in this shell, and run the same command again.`,
  }),
  DOTENV_UNREADABLE: describe<{ path: string; problem: string }>({
    number: 5020,
    exit: EXIT.environment,
    message: ({ path, problem }) => `${quote(path)} cannot be read: ${problem}.`,
    mend: () => "Make it a file that you may read, or remove it.",
  }),
  DOTENV_MALFORMED: describe<{ path: string; line: number }>({
    number: 5021,
    exit: EXIT.usage,
    message: ({ path, line }) => `${path}:${line} is no setting; it may hold a secret, so it is not shown.`,
    mend: () => "Write each as NAME=value on a line of its own, and remarks after #.",
  }),
  OUT_REFUSED: describe<{ out: string; problem: string }>({
    number: 5022,
    exit: EXIT.usage,
    message: ({ out, problem }) => `The output folder ${quote(out)} ${problem}.`,
    mend: () => "Name a folder of its own with --out or OMNISOVEREIGN_OUT, or leave it out for reports.",
  }),
  WORKING_FOLDER_GONE: describe<object>({
    number: 5023,
    exit: EXIT.environment,
    message: () => "The folder that this was typed in is gone.",
    mend: () => 'Change to one that is there; if it was made anew, "cd ." is enough.',
  }),
  PLAN_PASSING: describe<{ plan: string }>({
    number: 5025,
    exit: EXIT.usage,
    message: ({ plan }) =>
      `The plan ${quote(plan)} is what this program is fed with; each script of a run reads it anew, and finds another there.`,
    mend: () => "Write it to a file, and name that with --plan.",
  }),
  OUT_NOT_EMPTY: describe<{ out: string }>({
    number: 5026,
    exit: EXIT.usage,
    message: ({ out }) =>
      `${quote(out)} is not empty, and what a dossier holds would be mixed with what lies there.`,
    mend: () => "Name a new folder with --out, or leave it out.",
  }),
  RUN_GONE: describe<{ out: string }>({
    number: 5027,
    exit: EXIT.environment,
    message: ({ out }) =>
      `The run that started this script in ${quote(out)} is gone, and nobody waits for it.`,
    mend: () => `Go on with "omnisovereign run --resume" and the same --out.`,
  }),
  FILE_REFUSED: describe<{ file: string; problem: string }>({
    number: 5028,
    exit: EXIT.usage,
    message: ({ file, problem }) => `The file ${quote(file)} to write ${problem}.`,
    mend: () => "Name a file elsewhere, such as page.html.",
  }),
  BUG: describe<{ problem: string }>({
    number: 5999,
    exit: EXIT.failed,
    message: ({ problem }) => `OmniSovereign stopped at a mistake of its own: ${problem}`,
    mend: () => "Run it again with --debug and report what it prints.",
  }),
};
