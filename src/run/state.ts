import type { RunEvent, RunOutcome, ScriptFailure, StepResult } from "../model/run-events.ts";
import type { StepId } from "../model/stage.ts";

export type StepStatus = "pending" | "running" | "succeeded" | "failed" | "interrupted";

export interface StepState {
  readonly step: StepId;
  readonly status: StepStatus;
  readonly milliseconds: number;
  readonly result: StepResult | null;
}

/** A run as far as its events have told. */
export interface RunState {
  readonly plan: string;
  readonly out: string;
  readonly readings?: string;
  readonly steps: readonly StepState[];
  readonly failure: ScriptFailure | null;
  readonly outcome: RunOutcome | null;
  readonly dossier: { readonly path: string; readonly root: string } | null;
  readonly milliseconds: number;
}

export const BEFORE_RUN: RunState = {
  plan: "",
  out: "",
  steps: [],
  failure: null,
  outcome: null,
  dossier: null,
  milliseconds: 0,
};

/** Folds one more event into the state. */
export function reduce(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case "run-started": {
      const { plan, out, readings, steps } = event;
      const given = readings === undefined ? {} : { readings };
      return { ...state, plan, out, ...given, steps: steps.map(pending) };
    }
    case "step-started":
      return withStep(state, event.step, { status: "running" });
    case "step-finished":
      return withStep(state, event.step, {
        status: "succeeded",
        milliseconds: event.milliseconds,
        result: event.result,
      });
    case "step-failed":
      return {
        ...withStep(state, event.failure.step, {
          status: statusOf(event.failure),
          milliseconds: event.milliseconds,
        }),
        failure: event.failure,
      };
    case "run-finished":
      return { ...state, outcome: event.outcome, dossier: event.dossier, milliseconds: event.milliseconds };
    default:
      return state;
  }
}

function pending(step: StepId): StepState {
  return { step, status: "pending", milliseconds: 0, result: null };
}

function withStep(state: RunState, step: StepId, change: Partial<StepState>): RunState {
  return { ...state, steps: state.steps.map((each) => (each.step === step ? { ...each, ...change } : each)) };
}

function statusOf({ outcome }: ScriptFailure): StepStatus {
  return outcome.kind === "interrupted" ? "interrupted" : "failed";
}
