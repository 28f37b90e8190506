import type { PlayedRun, ToldRuns } from "./execute.ts";
import { figuresOf } from "./figures.ts";

/** Where mirror and contracts come to something else. */
export interface Difference {
  readonly run: number;
  readonly epoch: number;
  readonly figure: string;
  readonly mirror: string;
  readonly contract: string;
  readonly mirrored: string;
  readonly found: string;
}

/** What a comparison came to. */
export interface Compared {
  readonly epochs: number;
  readonly figures: number;
  /** The first of each run in which there is one. */
  readonly differences: readonly Difference[];
}

/** Compares what was played with what the contracts told, figure by figure. */
export function compareRuns(runs: readonly PlayedRun[], told: ToldRuns): Compared {
  let [epochs, figures] = [0, 0];
  const differences: Difference[] = [];
  runs.forEach(({ run, epochs: played }, index) => {
    const found = played.flatMap((each) => {
      const [mine, theirs] = [figuresOf(each), told[index]?.[each.epoch] ?? []];
      epochs += 1;
      figures += mine.length;
      return mine.flatMap(({ value, ...named }, place): Difference[] => {
        const other = theirs[place];
        if (value === other && theirs.length === mine.length) return [];
        return [
          { run, epoch: each.epoch, ...named, mirrored: String(value), found: String(other ?? "nothing") },
        ];
      });
    });
    differences.push(...found.slice(0, 1));
  });
  return { epochs, figures, differences };
}
