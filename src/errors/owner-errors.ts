import { inReports } from "../model/layout.ts";
import { receiptPath } from "../model/receipts.ts";
import { npmRun } from "../model/scripts.ts";
import { describe, EXIT } from "./error.ts";
import { quote } from "./quote.ts";

/** 23xx: the owner's scripts. */
export const OWNER = {
  OUT_TAKEN: describe<{ path: string }>({
    number: 2303,
    exit: EXIT.usage,
    message: ({ path }) => `--out ${quote(path)} is another artefact, which it would overwrite.`,
    mend: () => "Name a new file under reports/.",
  }),
  DEPLOY_UNREADABLE: describe<{ path: string; reason: string }>({
    number: 2311,
    exit: EXIT.environment,
    message: ({ path, reason }) => `AURORA_DEPLOY_OUTPUT names ${quote(path)}, which ${reason}.`,
    mend: () => `Set it to ${inReports(receiptPath("national-deploy"))}, or unset it.`,
  }),
  DEPLOY_FOREIGN: describe<{ path: string; problem: string }>({
    number: 2312,
    exit: EXIT.environment,
    message: ({ path, problem }) => `The deploy receipt ${quote(path)} is of another chain: ${problem}.`,
    mend: () => "Set AURORA_DEPLOY_OUTPUT to the receipt that this run of the takeoff left, or unset it.",
  }),
  MAY_NOT: describe<{ owner: string; call: string }>({
    number: 2313,
    exit: EXIT.failed,
    message: ({ owner, call }) => `The owner "${owner}" may not call ${call} on this chain.`,
    mend: () =>
      `Name the plan whose owner the chain was deployed for, or have it done by who may: "${npmRun("commandCenter")}" lists them.`,
  }),
  CHANGE_REFUSED: describe<{ change: string; problem: string }>({
    number: 2314,
    exit: EXIT.usage,
    message: ({ change, problem }) => `${quote(change)} cannot be done: ${problem}.`,
    mend: () => `Look at what there is: "${npmRun("parameters")}" and "${npmRun("commandCenter")}".`,
  }),
  PACK_TAKEN: describe<{ folder: string; problem: string }>({
    number: 2315,
    exit: EXIT.usage,
    message: ({ folder, problem }) => `No pack can be left at ${quote(folder)}: it ${problem}.`,
    mend: () => "Name a folder that is not there.",
  }),
  PACK_DIFFERS: describe<{ folder: string; problem: string }>({
    number: 2316,
    exit: EXIT.verificationFailed,
    message: ({ folder, problem }) => `The pack ${quote(folder)} is not to be signed: ${problem}.`,
    mend: () =>
      "Do not sign. Make a new pack with --export, and find out what changed: the chain, or the folder.",
  }),
  DRIFT: describe<{ report: string; drifts: readonly string[] }>({
    number: 2320,
    exit: EXIT.failed,
    message: ({ report, drifts }) =>
      `The ${report} report shows ${drifts.length} ${drifts.length === 1 ? "drift" : "drifts"}, first: ${drifts[0]}.`,
    mend: () =>
      "Read the report; correct the chain through the role that may, or the plan, and record what was done.",
  }),
} as const;
