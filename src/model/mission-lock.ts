import type { FileDigest, Sha256 } from "./artefact.ts";
import type { Maker } from "./dossier.ts";

/** A payload file that a run must leave again; `path` is relative to `data/`. */
export interface LockedFile extends FileDigest {
  /** Short digests of the parts of the file, from which it follows where another one differs first. */
  readonly outline: string;
}

/** `omnisovereign.lock`, beside a plan: what a run of it left, to be left again. */
export interface MissionLock {
  readonly format: "omnisovereign-lock/1";
  readonly root: Sha256;
  /** Other code may leave the same; `null` if the dossier did not say. */
  readonly madeBy: Maker | null;
  /** With the files that travel beside them. */
  readonly plans: readonly FileDigest[];
  /** In running order, with outputs in the order in which scripts left them; then the dossier with what it derives. */
  readonly stages: readonly LockedStage[];
  /** Of the document with what the mission changed in the state; left out where none was told when the lock was written. */
  readonly stateDifferences?: Sha256;
}

export interface LockedStage {
  readonly id: string;
  readonly outputs: readonly LockedFile[];
}

/** In what a run differs from a lock. */
export interface LockDifference {
  readonly stage: string;
  readonly path: string;
  readonly change: "missing" | "new" | "changed";
  /** A JSON pointer, or a line; `null` where the outline does not tell. */
  readonly place: string | null;
}
