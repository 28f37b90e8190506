import { inReports } from "../model/layout.ts";
import { receiptPath } from "../model/receipts.ts";
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
  DRIFT: describe<{ report: string; drifts: readonly string[] }>({
    number: 2320,
    exit: EXIT.failed,
    message: ({ report, drifts }) =>
      `The ${report} report shows ${drifts.length} ${drifts.length === 1 ? "drift" : "drifts"}, first: ${drifts[0]}.`,
    mend: () =>
      "Read the report; correct the chain through the role that may, or the plan, and record what was done.",
  }),
} as const;
