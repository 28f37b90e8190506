import type { RunEvent, Work } from "../../model/run-events.ts";
import { BEFORE_RUN, type RunState, reduce } from "../../run/state.ts";

/** A run as somebody sees it who watches. Times are milliseconds of a clock that never goes back. */
export interface LiveState {
  readonly run: RunState;
  readonly startedAt: number;
  readonly stepStartedAt: number;
  /** What each script that runs is at; `null` if it has not said yet. */
  readonly running: ReadonlyMap<string, Work | null>;
  readonly isStopping: boolean;
}

export const BEFORE_LIVE: LiveState = {
  run: BEFORE_RUN,
  startedAt: 0,
  stepStartedAt: 0,
  running: new Map(),
  isStopping: false,
};

/** Folds one more event into what is seen. */
export function reduceLive(state: LiveState, event: RunEvent, now: number): LiveState {
  const next = { ...state, run: reduce(state.run, event) };
  switch (event.type) {
    case "run-started":
      return { ...next, startedAt: now };
    case "step-started":
      return { ...next, stepStartedAt: now, running: new Map() };
    case "script-started":
      return { ...next, running: new Map([...state.running, [event.command.script, null]]) };
    case "script-work":
      return { ...next, running: new Map([...state.running, [event.script, event.work]]) };
    case "script-finished":
      return { ...next, running: new Map([...state.running].filter(([script]) => script !== event.script)) };
    case "run-stopping":
      return { ...next, isStopping: true };
    default:
      return next;
  }
}
