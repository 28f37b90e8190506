import { describe, EXIT } from "./error.ts";
import { quote } from "./quote.ts";

/** 418x: what a dossier cannot be exported as, and where it cannot be put. */
export const EXPORT = {
  TOO_SHORT: describe<{ blocks: number }>({
    number: 4181,
    exit: EXIT.usage,
    message: ({ blocks }) =>
      `The journal has ${blocks} ${blocks === 1 ? "block" : "blocks"}, and a fixture takes two at least: one to begin with, and one to execute.`,
    mend: () => "Export the dossier of a mission that was run.",
  }),
  NOT_WRITTEN: describe<{ file: string; problem: string }>({
    number: 4182,
    exit: EXIT.environment,
    message: ({ file, problem }) => `${quote(file)} cannot be written: ${problem}.`,
    mend: () => "Name another file with --out.",
  }),
} as const;
