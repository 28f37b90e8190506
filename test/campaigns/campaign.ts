/** Trials too many for every run of the tests, which run a sample; `npm run campaign NAME` runs all and writes the counts. */
export interface Campaign {
  readonly name: string;
  /** One line that follows the name in the list of campaigns. */
  readonly does: string;
  /** As many trials as fit into every run of the tests. */
  sample(say: Say): Promise<Outcome>;
  whole(say: Say): Promise<Outcome>;
}

/** Told as soon as it is known, because the rest takes long. */
export type Say = (line: string) => void;

export interface Outcome {
  /** What is kept in `test/campaigns/NAME.json`. */
  readonly counts: Readonly<Record<string, unknown>>;
  /** One line for each trial that did not end as it must. */
  readonly failures: readonly string[];
}
