import { npmRun } from "../model/scripts.ts";
import { describe, EXIT } from "./error.ts";
import { quote, shorten } from "./quote.ts";

const mend = `Get the dossier again from where it came from. If you made it yourself, "${npmRun("dossier")}" makes it again, with its anchor.`;
/** A word that few know. */
const anchor = (path: string) =>
  `The dossier's anchor ${quote(path)}, which shows its root in a transaction of the owner,`;

/** 417x: what is off with the anchor of a dossier's root. Every argument is attacker-controlled. */
export const ANCHORED = {
  WRONG: describe<{ path: string; problem: string }>({
    number: 4171,
    exit: EXIT.verificationFailed,
    message: ({ path, problem }) => `${anchor(path)} ${shorten(problem, 240)}.`,
    mend: () => mend,
  }),
  NOT_EXECUTED: describe<{ path: string; problem: string }>({
    number: 4172,
    exit: EXIT.verificationFailed,
    message: ({ path, problem }) =>
      `${anchor(path)} comes out otherwise when that is executed after the journal: it ${shorten(problem, 240)}.`,
    mend: () => mend,
  }),
} as const;
