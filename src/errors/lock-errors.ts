import { describe, EXIT } from "./error.ts";
import { shellWord } from "./shell.ts";

const review =
  'If that is meant, review "omnisovereign lock" and take it over with "omnisovereign lock --update".';

/** 42xx: the lock beside a plan, and what a run leaves otherwise. */
export const LOCK = {
  MISSING: describe<{ lock: string; plan: string }>({
    number: 4201,
    exit: EXIT.usage,
    message: ({ lock, plan }) => `There is no "${lock}" that says what a run of "${plan}" leaves.`,
    mend: ({ plan }) =>
      `Run the plan once, then "omnisovereign lock --plan ${shellWord(plan)}", and commit what it writes.`,
  }),
  INVALID: describe<{ lock: string; problem: string }>({
    number: 4202,
    exit: EXIT.usage,
    message: ({ lock, problem }) => `The lock "${lock}" ${problem}.`,
    mend: () => 'Get it anew from where it is kept, or write it with "omnisovereign lock --update".',
  }),
  OTHER_PLANS: describe<{ lock: string; path: string; expected: string; found: string }>({
    number: 4203,
    exit: EXIT.verificationFailed,
    message: ({ lock, path, expected, found }) =>
      `"${lock}" is of other plans: "${path}" has SHA-256 ${found}, and ${expected} there.`,
    mend: () => `Run the plan without --frozen. ${review}`,
  }),
  OUTPUT_DIFFERS: describe<{
    stage: string;
    path: string;
    change: string;
    place: string | null;
    files: number;
  }>({
    number: 4204,
    exit: EXIT.verificationFailed,
    message: ({ stage, path, change, place, files }) =>
      `The run differs from the lock first in stage "${stage}": "${path}" is ${change}${place === null ? "" : ` at ${place}`}. ${files} ${files === 1 ? "file differs" : "files differ"}.`,
    mend: () => review,
  }),
  STALE_DOSSIER: describe<{ dossier: string; path: string }>({
    number: 4205,
    exit: EXIT.failed,
    message: ({ dossier, path }) => `"${dossier}" is not of the plan "${path}" as it is now.`,
    mend: () => 'Run "omnisovereign run" first.',
  }),
  NOT_INTACT: describe<{ dossier: string; findings: number }>({
    number: 4206,
    exit: EXIT.verificationFailed,
    message: ({ dossier, findings }) =>
      `"${dossier}" is not intact: ${findings} ${findings === 1 ? "finding" : "findings"}, so nothing is locked by it.`,
    mend: () => '"omnisovereign verify" says what is off; "omnisovereign run" leaves another.',
  }),
} as const;
