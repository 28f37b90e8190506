import { describe, EXIT } from "./error.ts";
import { quote } from "./quote.ts";

/** What can go wrong when plan files are generated, written and rewritten. */
export const PLAN_FILE = {
  NOT_CANONICAL: describe<{ path: string; command: string }>({
    number: 1070,
    exit: EXIT.failed,
    message: ({ path }) => `${quote(path)} is not in its canonical form.`,
    mend: ({ command }) => `Run "${command}".`,
  }),
  BAD_COUNT: describe<{ flag: string; found: string; least: number; most: number; why: string }>({
    number: 5011,
    exit: EXIT.usage,
    message: ({ flag, found, least, most, why }) =>
      `${flag} is ${quote(found)}; it must be a whole number from ${least} to ${most}${why}.`,
    mend: ({ flag, least }) => `Give ${flag} ${least} or more.`,
  }),
  NO_REGIONS: describe<{ template: string }>({
    number: 5012,
    exit: EXIT.usage,
    message: ({ template }) => `A plan by the template "${template}" has no regions.`,
    mend: () => "Leave --regions out, or choose --template planetary or --template shared.",
  }),
  EXISTS: describe<{ path: string }>({
    number: 5013,
    exit: EXIT.usage,
    message: ({ path }) => `${quote(path)} exists already, and nothing is overwritten.`,
    mend: () => "Name another place, or move that away.",
  }),
  SEVERAL_FILES: describe<object>({
    number: 5014,
    exit: EXIT.usage,
    message: () => 'A plan by the template "shared" is three files, which one output cannot hold.',
    mend: () => 'Write them into a folder with "omnisovereign init FOLDER --template shared".',
  }),
  TOO_MANY_JOBS: describe<{ jobs: number; bytes: number; limit: number }>({
    number: 5015,
    exit: EXIT.usage,
    message: ({ jobs, bytes, limit }) =>
      `A plan of ${jobs} jobs would have ${bytes} bytes; a plan has at most ${limit}.`,
    mend: () => "Lower --jobs.",
  }),
};
