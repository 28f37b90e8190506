import type { Roots } from "../chain/journal/chain-claim.ts";
import type { StageManifest } from "../model/manifest.ts";
import type { RunEvent, ScriptCommand, ScriptOutcome, Work } from "../model/run-events.ts";

export interface ScriptCall {
  readonly command: ScriptCommand;
  /** Set beside the command's own, for this run only. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeLimitSeconds: number;
  readonly signal: AbortSignal;
  readonly onProgress: (line: string) => void;
  readonly onWork: (work: Work) => void;
}

export interface ScriptReport {
  readonly outcome: ScriptOutcome;
  /** `null` if the script was never started. */
  readonly logPath: string | null;
  /** Attacker-controlled: the end of the script's output. */
  readonly lastLines: readonly string[];
}

export interface RunningNode {
  readonly url: string;
  stop(): Promise<void>;
}

/** Everything that a run does to the world. */
export interface RunPorts {
  /** How many scripts may run beside each other. */
  readonly scriptsAtOnce: number;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  report(event: RunEvent): void;
  startNode(): Promise<RunningNode>;
  runScript(call: ScriptCall): Promise<ScriptReport>;
  readManifest(script: string): Promise<StageManifest | null>;
  /** The journal's blocks as they stand; null if its log is damaged, which whoever opens it says. */
  readRoots(): Promise<Roots | null>;
  /** Transactions in the journal's blocks `first` to `last`. */
  countTransactions(first: number, last: number): Promise<number>;
  /** The dossier as it lies in OUT. */
  readDossier(): Promise<{ readonly path: string; readonly root: string } | null>;
}
