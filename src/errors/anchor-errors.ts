import { npmRun } from "../model/scripts.ts";
import { describe, EXIT } from "./error.ts";
import { shorten } from "./quote.ts";

const mend = `Get the dossier again from its source; one of your own is anchored again by "${npmRun("dossier")}".`;

/** 417x: what is off with the anchor of a dossier's root. Every argument is attacker-controlled. */
export const ANCHORED = {
  WRONG: describe<{ path: string; problem: string }>({
    number: 4171,
    exit: EXIT.verificationFailed,
    message: ({ path, problem }) => `The anchor "${path}" ${shorten(problem, 240)}.`,
    mend: () => mend,
  }),
  NOT_EXECUTED: describe<{ path: string; problem: string }>({
    number: 4172,
    exit: EXIT.verificationFailed,
    message: ({ path, problem }) =>
      `The anchor "${path}" is not what executing it after the journal gives: it ${shorten(problem, 240)}.`,
    mend: () => mend,
  }),
} as const;
