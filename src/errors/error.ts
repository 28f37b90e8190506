/** errors: the numbered errors, by category. Knows the model's words; knows nothing of who throws. */

/** Exit codes of the command line; docs/command-line.md lists them. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  planInvalid: 3,
  verificationFailed: 4,
  environment: 5,
  /** 128 and the signal's number: SIGHUP, SIGINT, SIGTERM. */
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * One numbered error. `message` says what was received and the rule it broke; `mend` says what to do.
 * Both get attacker-controlled values: whoever prints them escapes them (`support/text.ts`).
 */
export interface ErrorDescriptor<Args> {
  readonly number: number;
  readonly exit: ExitCode;
  readonly message: (args: Args) => string;
  readonly mend: (args: Args) => string;
}

/** Declares a descriptor with its argument type inferred from its two texts. */
export function describe<Args>(descriptor: ErrorDescriptor<Args>): ErrorDescriptor<Args> {
  return descriptor;
}

/** `1010` → `OMNI1010`. */
export function codeOf(descriptor: { readonly number: number }): string {
  return `OMNI${descriptor.number}`;
}

/** The only error that a user is meant to meet: it prints as one line, `OMNI….  message  mend`. */
export class OmniError<Args = unknown> extends Error {
  readonly code: string;
  readonly mend: string;
  readonly exit: ExitCode;
  readonly args: Args;

  constructor(descriptor: ErrorDescriptor<Args>, args: Args, options?: { cause?: unknown }) {
    super(descriptor.message(args), options);
    this.name = "OmniError";
    this.code = codeOf(descriptor);
    this.mend = descriptor.mend(args);
    this.exit = descriptor.exit;
    this.args = args;
  }
}
