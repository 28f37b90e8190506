import type { ArtefactPath, FileDigest, Sha256 } from "./artefact.ts";
import type { StageId } from "./stage.ts";

/** Where an arrow is proved: a place in a payload file, and the transaction there if there is one. */
export interface ArrowEvidence extends FileDigest {
  /** Hash of the transaction that the pointer leads to or into. */
  readonly transaction?: string;
  /** RFC 6901; empty where the file as a whole is the evidence. */
  readonly pointer: string;
}

/** What makes an arrow be part of a mission. */
export type ArrowStatus = "proved" | "to come" | "not exercised" | "not in this mission";

/** One arrow of the system: who acts on whom, and what shows that it happened. */
export interface Arrow {
  readonly diagram: "constellation" | "lifecycle";
  readonly from: string;
  readonly to: string;
  /** Empty where the diagram has none. */
  readonly label: string;
  /** The stage that owes the evidence. */
  readonly stage: StageId;
  readonly status: ArrowStatus;
  /** Why nothing exercised it; only where that is its status. */
  readonly reason?: string;
  readonly evidence: readonly ArrowEvidence[];
}

export interface ConstellationNode {
  readonly id: string;
  readonly label: string;
}

export interface ConstellationGroup extends ConstellationNode {
  readonly nodes: readonly ConstellationNode[];
}

/** `data/constellation.json`: both diagrams of the system, each arrow with its evidence. */
export interface Constellation {
  readonly format: "omnisovereign-constellation/1";
  readonly groups: readonly ConstellationGroup[];
  readonly participants: readonly ConstellationNode[];
  readonly arrows: readonly Arrow[];
}

/** What the dossier's index says of `constellation.json`. */
export interface ConstellationDigest {
  readonly path: ArtefactPath;
  readonly sha256: Sha256;
  readonly proved: number;
  readonly toCome: number;
  readonly notExercised: number;
  readonly notInThisMission: number;
}
