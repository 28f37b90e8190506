import { describe, EXIT } from "./error.ts";

/** Of 22xx: receipts that nothing can be built on, whichever script reads them. */
export const RECEIPT = {
  UNREADABLE: describe<{ path: string; problem: string }>({
    number: 2210,
    exit: EXIT.failed,
    message: ({ path, problem }) => `The receipt "${path}" ${problem}.`,
    mend: () => "Run the stage that left it again.",
  }),
} as const;
