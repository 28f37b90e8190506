import { codeOf, type ErrorDescriptor, type ExitCode } from "../error.ts";

/** What is told of an error to somebody who has met it, beside its text. */
export interface Explanation<Args> {
  /** What lies behind it most often, and what the rule is for. */
  readonly cause: string;
  /** Values with which it may be met. */
  readonly example: Args;
}

/** One for each error of a table. */
export type Explanations<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends ErrorDescriptor<infer Args> ? Explanation<Args> : never;
};

export interface ExplainedError {
  readonly code: string;
  readonly exit: ExitCode;
  readonly cause: string;
  /** Its text with the values of the example. */
  readonly message: string;
  readonly mend: string;
}

/** The errors of a table with what is told of each. */
export function explained<Table extends Readonly<Record<string, ErrorDescriptor<never>>>>(
  table: Table,
  explanations: Explanations<Table>,
): readonly ExplainedError[] {
  return Object.keys(table).map((name) =>
    explain(
      table[name] as unknown as ErrorDescriptor<unknown>,
      explanations[name] as unknown as Explanation<unknown>,
    ),
  );
}

function explain(
  descriptor: ErrorDescriptor<unknown>,
  { cause, example }: Explanation<unknown>,
): ExplainedError {
  const { exit, message, mend } = descriptor;
  return { code: codeOf(descriptor), exit, cause, message: message(example), mend: mend(example) };
}
