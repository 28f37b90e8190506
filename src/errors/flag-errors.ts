import { FOLDERS, inReports } from "../model/layout.ts";
import { describe, EXIT } from "./error.ts";
import { didYouMean, quote } from "./quote.ts";

/** How a script was called: its flags and their values. The numbers are those of the stages that had them first. */
export const FLAG = {
  USAGE: describe<{ script: string; problem: string }>({
    number: 2003,
    exit: EXIT.usage,
    message: ({ script, problem }) => `The script "${script}" was called wrongly: ${problem}`,
    mend: ({ script }) => `See "npm run ${script} -- --help".`,
  }),
  ELSEWHERE: describe<{ script: string; flag: string; instead: string }>({
    number: 2006,
    exit: EXIT.usage,
    message: ({ script, flag }) => `The script "${script}" does not take ${flag}.`,
    mend: ({ instead }) => `Use ${instead}.`,
  }),
  VALUE_UNKNOWN: describe<{
    flag: string;
    given: string;
    choices: readonly string[];
    near: string | null;
  }>({
    number: 2007,
    exit: EXIT.usage,
    message: ({ flag, given }) => `${flag} does not know ${quote(given)}.`,
    mend: ({ flag, choices, near }) =>
      `${didYouMean(near)}Use ${flag} with one of: ${choices.join(", ")}; or leave it out.`,
  }),
  PATH_REFUSED: describe<{ flag: string; given: string; problem: string }>({
    number: 2201,
    exit: EXIT.usage,
    message: ({ flag, given, problem }) => `--${flag} is "${given}", which ${problem}.`,
    mend: () => `Name a path below the output folder, such as ${inReports(FOLDERS.national)}.`,
  }),
  FORMAT_UNKNOWN: describe<{ format: string; known: readonly string[]; near: string | null }>({
    number: 2302,
    exit: EXIT.usage,
    message: ({ format }) => `There is no report format ${quote(format)}.`,
    mend: ({ known, near }) => `${didYouMean(near)}Use --format with one of ${known.join(", ")}.`,
  }),
  VALUE_REFUSED: describe<{ flag: string; given: string; problem: string }>({
    number: 2502,
    exit: EXIT.usage,
    message: ({ flag, given, problem }) => `The flag --${flag} got "${given}", which ${problem}.`,
    mend: ({ flag }) => `Give --${flag} another value, or leave it out for its default.`,
  }),
} as const;
