import { describe, EXIT } from "./error.ts";
import { didYouMean, quote } from "./quote.ts";

/** What can be wrong with a sweep, and with what the contracts say of it. */
export const SIMULATE = {
  PARAMETER_UNKNOWN: describe<{ given: string; choices: readonly string[]; near: string | null }>({
    number: 2601,
    exit: EXIT.usage,
    message: ({ given }) => `--vary does not know the parameter ${quote(given)}.`,
    mend: ({ choices, near }) => `${didYouMean(near)}Use one of: ${choices.join(", ")}.`,
  }),
  AXIS_REFUSED: describe<{ axis: string; problem: string }>({
    number: 2602,
    exit: EXIT.usage,
    message: ({ axis, problem }) => `--vary got ${quote(axis)}, which ${problem}.`,
    mend: () => "Write NAME=FROM:TO:STEPS or NAME=VALUE,VALUE, such as temperature=0.2:0.4:16.",
  }),
  NUMBER_REFUSED: describe<{ flag: string; given: string; least: number; most: number }>({
    number: 2603,
    exit: EXIT.usage,
    message: ({ flag, given, least, most }) =>
      `${flag} is ${quote(given)}, and has to be a whole number from ${least} to ${most}.`,
    mend: ({ flag }) => `Give ${flag} another number, or leave it out.`,
  }),
  TOO_MANY_RUNS: describe<{ runs: string; most: number }>({
    number: 2604,
    exit: EXIT.usage,
    message: ({ runs, most }) => `The sweep has ${runs} runs, and one has at most ${most}.`,
    mend: () => "Vary less, in fewer steps, or with --sample latin --points N.",
  }),
  OTHER_SWEEP: describe<{ folder: string }>({
    number: 2605,
    exit: EXIT.usage,
    message: ({ folder }) => `${quote(folder)} holds another sweep than these flags and this plan describe.`,
    mend: () => "Give the flags that it was begun with, or another --out.",
  }),
  EXISTS: describe<{ folder: string }>({
    number: 2606,
    exit: EXIT.usage,
    message: ({ folder }) => `${quote(folder)} holds a sweep already.`,
    mend: () => "Go on with it by --resume, or name another folder by --out.",
  }),
  NOT_A_SWEEP: describe<{ folder: string; problem: string }>({
    number: 2608,
    exit: EXIT.usage,
    message: ({ folder, problem }) => `${quote(folder)} is no sweep: it ${problem}.`,
    mend: () => "Name the folder that was given to simulate as --out.",
  }),
  CONTRACTS_DIFFER: describe<{
    run: number;
    epoch: number;
    figure: string;
    mirror: string;
    contract: string;
    mirrored: string;
    found: string;
  }>({
    number: 2607,
    exit: EXIT.failed,
    message: ({ run, epoch, figure, mirror, contract, mirrored, found }) =>
      `Of run ${run} the contracts come to another ${figure} in epoch ${epoch}: ${contract} says ${found}, the mirror ${mirror} says ${mirrored}.`,
    mend: () => "The figures of this sweep are not to be relied on: mend the mirror, and sweep again.",
  }),
} as const;
