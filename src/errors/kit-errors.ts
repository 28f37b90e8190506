import { describe, EXIT } from "./error.ts";

/** 22xx: why no governance kit can be made from what the stages left. */
export const KIT = {
  OUTPUT_TAKEN: describe<{ path: string; script: string }>({
    number: 2202,
    exit: EXIT.usage,
    message: ({ path, script }) => `The kit would replace "${path}", which "${script}" left.`,
    mend: () => "Choose another --report-root or --output-name.",
  }),
  MISSING: describe<{ path: string; script: string }>({
    number: 2203,
    exit: EXIT.failed,
    message: ({ path, script }) => `"${path}", left by "${script}", is missing.`,
    mend: ({ script }) => rerun(script),
  }),
  UNLISTED: describe<{ path: string; script: string }>({
    number: 2205,
    exit: EXIT.failed,
    message: ({ path }) => `"${path}" lies in the bundle, but no stage says that it left it.`,
    mend: ({ script }) => `Move it away, or run "npm run ${script}" again if it belongs to that stage.`,
  }),
  NOT_REGULAR: describe<{ path: string; kind: string }>({
    number: 2206,
    exit: EXIT.failed,
    message: ({ path, kind }) => `"${path}" is a ${kind}, which is never followed.`,
    mend: () => "Put the file itself in its place.",
  }),
  ENTRY_REFUSED: describe<{ path: string; problem: string }>({
    number: 2207,
    exit: EXIT.failed,
    message: ({ problem }) => `In the bundle: ${problem}`,
    mend: () => "Move it away, or give it a name in A-Z a-z 0-9 . _ -.",
  }),
  PLAN_DIFFERS: describe<{ path: string; script: string; expected: string; found: string }>({
    number: 2208,
    exit: EXIT.failed,
    message: ({ path, script, expected, found }) =>
      `"${script}" ran with "${path}" of SHA-256 ${expected}, but now there is ${found}.`,
    mend: ({ script }) =>
      `Name the plan that it ran with (--plan), or run "npm run ${script}" with this one.`,
  }),
  INPUT_STALE: describe<{ path: string; script: string; expected: string; found: string }>({
    number: 2209,
    exit: EXIT.failed,
    message: ({ path, script, expected, found }) =>
      `"${script}" read "${path}" with SHA-256 ${expected}, but now there is ${found}.`,
    mend: ({ script }) => rerun(script),
  }),
  REFUSED: describe<{ script: string; findings: number }>({
    number: 2211,
    exit: EXIT.failed,
    message: ({ findings }) =>
      `No kit was made: ${findings} ${findings === 1 ? "finding" : "findings"}, listed above. An older one is as it was.`,
    mend: ({ script }) => `Do what is said there, then run "npm run ${script}" again.`,
  }),
  NO_NATIONAL_KIT: describe<{ script: string }>({
    number: 2212,
    exit: EXIT.failed,
    message: () => "The planetary kit includes the national one, which is not there.",
    mend: ({ script }) => `Run "npm run ${script}" first.`,
  }),
  NATIONAL_KIT_UNREADABLE: describe<{ path: string; problem: string; script: string }>({
    number: 2213,
    exit: EXIT.failed,
    message: ({ path, problem }) => `The national kit "${path}" ${problem}.`,
    mend: ({ script }) => rerun(script),
  }),
} as const;

function rerun(script: string): string {
  return `Run "npm run ${script}" again.`;
}
