/** One property that a plan may have, described for people. */
export interface Field {
  /** `jobs[].reward` */
  readonly path: string;
  /** `text`, `list of objects`, `whole number`. */
  readonly type: string;
  /** Amounts too. */
  readonly isNumber: boolean;
  readonly required: boolean;
  /** What may stand there: bounds, lengths, choices; empty if anything of the type may. */
  readonly limits: string;
  readonly description: string;
  /** What the schema fills in; undefined if nothing. */
  readonly standard: unknown;
}
