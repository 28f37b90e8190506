import type { ENVIRONMENT } from "../environment-errors.ts";
import { EXIT } from "../error.ts";
import type { ExplainedError, Explanations } from "./explanation.ts";

/** What is met before anything that describes errors can load: `src/runtime.js`, `scripts/setup.js`, `scripts/launch.js`. */
export const EXPLAINED_EARLY: readonly ExplainedError[] = [
  {
    code: "OMNI5001",
    exit: EXIT.environment,
    cause: "The Node that was found first on the PATH is too old to run TypeScript files as they stand.",
    message: "OmniSovereign needs Node 22.18 or newer, and this is 20.19.2.",
    mend: 'Run "npx --yes --package=node@24 -- node src/bin.js …".',
  },
  {
    code: "OMNI5002",
    exit: EXIT.environment,
    cause:
      "A checkout sets itself up before its first run, which installs packages; the registry was not reached, or the disk is full.",
    message: "The set-up stopped: npm ended with exit code 1.",
    mend: 'Run "npm ci" to see why.',
  },
  {
    code: "OMNI5024",
    exit: EXIT.usage,
    cause:
      "The installed package has the stages' scripts only; what builds, tests and documents the program comes with the repository.",
    message:
      'The script "scripts/test.js" is for work on OmniSovereign itself and not part of the installed package.',
    mend: "Run it in a clone of the repository.",
  },
];

export const EXPLAINED_ENVIRONMENT: Explanations<typeof ENVIRONMENT> = {
  MISSING_DEPENDENCIES: {
    cause:
      "Packages are not installed, or only in part: the installation was interrupted, made without its optional or production packages, or the lock file was updated since.",
    example: { module: "ethers", install: "npm ci" },
  },
  NPM_NOT_STARTED: {
    cause:
      "Stages run through npm, and no npm is found on the PATH. Images with a bare Node often leave it out.",
    example: { problem: "spawn npm ENOENT" },
  },
  SYSTEM_REFUSED: {
    cause:
      "The system did not let a file be read or written: permissions, a read-only mount, or a folder where a file should be.",
    example: { problem: "EACCES: permission denied, open 'reports/summary.json'" },
  },
  NO_EVM: {
    cause:
      "Hardhat's EVM is an optional package for each platform, and npm skips it without a word when the Node that installs is older than it asks for, or with --omit=optional.",
    example: { node: "24", install: "npm ci" },
  },
  USAGE: {
    cause:
      "The command line was not understood: an unknown command or flag, a value that is missing, or two flags that exclude each other.",
    example: {
      problem: "Unknown option '--plann' (Did you mean --plan?).",
      help: "omnisovereign run --help",
    },
  },
  FOLDER_OWNED: {
    cause: "Another run is at work in the same output folder. Two at once would mix their chains.",
    example: { out: "reports", pid: 4711, command: "omnisovereign run" },
  },
  STDOUT_REFUSED: {
    cause:
      "What stdout leads to does not take more: the disk behind a redirection is full, or the file is read-only.",
    example: { problem: "ENOSPC: no space left on device, write" },
  },
  DISK_FULL: {
    cause:
      "The disk, or your quota on it, is full. A dossier is written beside the older one before it takes its place, so room is needed for two.",
    example: { folder: "reports", problem: "ENOSPC: no space left on device, write" },
  },
  TOO_MANY_FILES: {
    cause:
      "The limit of open files of this shell or container is lower than a node, its scripts and their logs need together.",
    example: { problem: "EMFILE: too many open files" },
  },
  DOTENV_UNREADABLE: {
    cause:
      "There is an .env in this folder that cannot be read. Running without what it sets could act on other files than you meant.",
    example: { path: ".env", problem: "EISDIR: illegal operation on a directory, read" },
  },
  DOTENV_MALFORMED: {
    cause:
      "A line of .env is neither NAME=value nor a remark, such as a shell command or a value that goes over several lines without quotes.",
    example: { path: ".env", line: 7 },
  },
  OUT_REFUSED: {
    cause:
      "The output folder holds nothing but what runs leave, so that cleaning it loses nothing of yours; what is named is a file, the project itself, or above it.",
    example: { out: ".", problem: "is the project itself" },
  },
  WORKING_FOLDER_GONE: {
    cause:
      "The shell stands in a folder that was removed or made anew meanwhile, as by another checkout or a cleaning job.",
    example: {},
  },
  PLAN_PASSING: {
    cause: "Every stage is a process of its own and reads the plan itself, and a pipe can be read only once.",
    example: { plan: "/dev/stdin" },
  },
  OUT_NOT_EMPTY: {
    cause:
      "A dossier is unpacked into a folder of its own, so that what comes out can be compared file by file.",
    example: { out: "checked" },
  },
  RUN_GONE: {
    cause:
      "The run was killed while its script went on. The script ends rather than write into a folder that another run may take.",
    example: { out: "reports" },
  },
  FILE_REFUSED: {
    cause:
      "A command writes one file where you say. A folder is none, and a dossier's manifests list what lies in it, so that it would not verify with another file in it.",
    example: {
      file: "reports/omnisovereign/dossier/data/page.html",
      problem: "lies in a dossier, which one more file would break",
    },
  },
  BUG: {
    cause:
      "The program met something that it took for impossible. Nothing of your making should lead here; what finished stages left is intact.",
    example: { problem: "Cannot read properties of null (reading 'hash')" },
  },
};
