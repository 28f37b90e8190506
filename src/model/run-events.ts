import type { StepId } from "./stage.ts";

/** How one npm script ended. */
export type ScriptOutcome =
  | { readonly kind: "succeeded" }
  | { readonly kind: "exited"; readonly exitCode: number }
  | { readonly kind: "killed"; readonly signal: string }
  | { readonly kind: "left-no-manifest" }
  | { readonly kind: "timed-out"; readonly limitSeconds: number }
  | { readonly kind: "interrupted" }
  | { readonly kind: "not-started"; readonly problem: string };

/** One script of a run, as a person would type it. */
export interface ScriptCommand {
  readonly script: string;
  readonly args: readonly string[];
  /** Only what differs from what the script would assume by itself. */
  readonly env: Readonly<Record<string, string>>;
}

/** What a step has left, read from the manifests of its scripts. */
export interface StepResult {
  /** Mined by this step. */
  readonly transactions: number;
  readonly artefacts: number;
  /** When a recorded step ran again: the artefacts that came out differently. */
  readonly changed: readonly string[] | null;
}

export interface ScriptFailure {
  readonly step: StepId;
  readonly command: ScriptCommand;
  readonly outcome: ScriptOutcome;
  /** `null` if the script was never started. */
  readonly logPath: string | null;
  /** Attacker-controlled: the script's own output. */
  readonly lastLines: readonly string[];
}

/** Something of which a script does several. */
export interface Doing {
  readonly kind: "job" | "drill";
  /** Of the plan: attacker-controlled. */
  readonly id: string;
  /** From 1, in the order in which they begin. */
  readonly number: number;
  readonly of: number;
}

/** How far a script has come that sends. */
export interface Work {
  /** The chain's latest. */
  readonly block: number;
  /** That the script has sent. */
  readonly transactions: number;
  /** What it has begun last. */
  readonly doing: Doing | null;
}

export type RunOutcome = "succeeded" | "failed" | "interrupted";

/**
 * Everything that a run tells: reporters receive it, the state is folded from it, `run.jsonl` keeps it but for what a script
 * is at, which is of the moment.
 */
export type RunEvent =
  | {
      readonly type: "run-started";
      readonly plan: string;
      readonly out: string;
      readonly readings?: string;
      readonly steps: readonly StepId[];
    }
  | { readonly type: "node-started"; readonly url: string }
  | { readonly type: "step-started"; readonly step: StepId }
  | { readonly type: "script-started"; readonly step: StepId; readonly command: ScriptCommand }
  | {
      readonly type: "script-progress";
      readonly step: StepId;
      readonly script: string;
      readonly line: string;
    }
  | {
      readonly type: "script-work";
      readonly step: StepId;
      readonly script: string;
      readonly work: Work;
    }
  | {
      readonly type: "script-finished";
      readonly step: StepId;
      readonly script: string;
      readonly outcome: ScriptOutcome;
      readonly milliseconds: number;
    }
  | {
      readonly type: "step-finished";
      readonly step: StepId;
      readonly result: StepResult;
      readonly milliseconds: number;
    }
  | { readonly type: "step-failed"; readonly failure: ScriptFailure; readonly milliseconds: number }
  | { readonly type: "node-stopped" }
  /** Somebody has asked for it. */
  | { readonly type: "run-stopping" }
  | {
      readonly type: "run-finished";
      readonly outcome: RunOutcome;
      readonly dossier: { readonly path: string; readonly root: string } | null;
      readonly milliseconds: number;
    };
