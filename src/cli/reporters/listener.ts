import type { RunEvent } from "../../model/run-events.ts";

/** Hears a run. */
export interface Reporter {
  readonly report: (event: RunEvent) => void;
  /** Ends what is shown, however the run has ended. */
  readonly end: () => void;
}
