import { describe, EXIT } from "./error.ts";
import { didYouMean, quote } from "./quote.ts";
import { shellWord } from "./shell.ts";

/** 2xxx: the stages of a run. */
export const STAGE = {
  UNKNOWN: describe<{ given: string; known: readonly string[]; near: string | null }>({
    number: 2001,
    exit: EXIT.usage,
    message: ({ given }) => `There is no stage "${given}".`,
    mend: ({ known, near }) => `${didYouMean(near)}Name one of ${known.join(", ")}.`,
  }),
  REVERSED: describe<{ from: string; until: string }>({
    number: 2002,
    exit: EXIT.usage,
    message: ({ from, until }) => `Stage "${from}" comes after "${until}", so nothing lies between them.`,
    mend: ({ from, until }) => `Swap them: --from ${until} --until ${from}.`,
  }),
  PLAN_INVALID: describe<{ plan: string; issues: number }>({
    number: 2004,
    exit: EXIT.planInvalid,
    message: ({ plan, issues }) => `The plan "${plan}" has ${issues} ${issues === 1 ? "issue" : "issues"}.`,
    mend: ({ plan }) =>
      `Mend what is listed above; "omnisovereign plan validate ${shellWord(plan)}" checks it again.`,
  }),
  OTHER_CHAIN_ID: describe<{ given: string; only: number }>({
    number: 2005,
    exit: EXIT.usage,
    message: ({ given, only }) => `CHAIN_ID is "${given}", but rehearsals run on chain ${only} only.`,
    mend: ({ only }) => `Set CHAIN_ID=${only} in the environment or in .env, or unset it.`,
  }),
  MISSING_PREDECESSOR: describe<{ stage: string; needed: string }>({
    number: 2104,
    exit: EXIT.failed,
    message: ({ stage, needed }) => `Stage "${stage}" needs "${needed}", which has left no manifest.`,
    mend: ({ needed }) => `Run "omnisovereign run --from ${needed}".`,
  }),
  CHANGED: describe<{ path: string; script: string; expected: string; found: string }>({
    number: 2204,
    exit: EXIT.failed,
    message: ({ path, script, expected, found }) =>
      `"${path}" has SHA-256 ${found}, but "${script}" left it with ${expected}.`,
    mend: ({ script }) => `Run "npm run ${script}" again.`,
  }),
  EVIDENCE_MISSING: describe<{ job: string; path: string; stage: string }>({
    number: 2121,
    exit: EXIT.failed,
    message: ({ job, path, stage }) =>
      `The coordination job "${job}" is settled by the end of stage "${stage}", but its evidence "${path}" does not exist.`,
    mend: ({ path }) =>
      `Run the script that leaves "${path}" ("omnisovereign run --dry-run" lists them), then this one again.`,
  }),
  /** A sentence of each drill. */
  DRILL_FAILED: describe<{ surprises: readonly string[] }>({
    number: 2120,
    exit: EXIT.failed,
    message: ({ surprises }) => surprises.join(" "),
    mend: () =>
      "Read the receipts of the drill, which are written; mend the plan's drills or protocol settings.",
  }),
  JOB_UNFORETOLD: describe<{ job: string; expected: string; happened: string }>({
    number: 2122,
    exit: EXIT.failed,
    message: ({ job, expected, happened }) =>
      `The job ${quote(job)} did not end as the contracts' mirrors foretell. Expected: ${expected}. Happened: ${happened}.`,
    mend: () => "Read the receipts of the job, which are written, and report what they show.",
  }),
  EXITED: describe<{ script: string; exitCode: number; rerun: string }>({
    number: 2110,
    exit: EXIT.failed,
    message: ({ script, exitCode }) => `The script "${script}" ended with exit code ${exitCode}.`,
    mend: ({ rerun }) => `Once mended, run it again: ${rerun}`,
  }),
  WORDLESS: describe<{ script: string; exitCode: number; rerun: string }>({
    number: 2114,
    exit: EXIT.failed,
    message: ({ script, exitCode }) =>
      `The script "${script}" ended with exit code ${exitCode} without a word: npm has not come to start it.`,
    mend: ({ rerun }) => `See what npm says of it, such as of a setting in ".npmrc": ${rerun}`,
  }),
  KILLED: describe<{ script: string; signal: string; rerun: string }>({
    number: 2111,
    exit: EXIT.failed,
    message: ({ script, signal }) => `The script "${script}" was killed by ${signal}.`,
    mend: ({ rerun }) => `Run it again: ${rerun}`,
  }),
  TIMED_OUT: describe<{ script: string; limitSeconds: number; rerun: string }>({
    number: 2112,
    exit: EXIT.failed,
    message: ({ script, limitSeconds }) =>
      `The script "${script}" was stopped after its time limit of ${limitSeconds} seconds.`,
    mend: ({ rerun }) => `Run it by itself, which has no limit: ${rerun}`,
  }),
  NO_MANIFEST: describe<{ script: string; rerun: string }>({
    number: 2113,
    exit: EXIT.failed,
    message: ({ script }) => `The script "${script}" ended well, but it left no manifest.`,
    mend: ({ rerun }) => `Run it again: ${rerun}`,
  }),
};
