import type { ArtefactPath, FileDigest } from "./artefact.ts";
import type { ArtefactKind } from "./dossier.ts";
import type { BlockRange } from "./manifest.ts";
import type { Jurisdiction, LayerId } from "./plan.ts";

/**
 * `governance-kit.json`: what one layer left, fingerprinted, and what of its governance the receipts show to be done.
 * Texts of plans are attacker-controlled; amounts are decimal strings in whole tokens.
 */
export interface GovernanceKit {
  readonly format: "omnisovereign-kit/1";
  readonly layer: LayerId;
  /** The plan that the mission was asked for. */
  readonly plan: KitPlan;
  /** The plan that the layer ran; `null` if the mission has no such layer. */
  readonly layerPlan: KitPlan | null;
  readonly counts: KitCounts;
  /** The national kit, where this is the planetary one. */
  readonly includes: KitInclusion | null;
  /** The scripts whose artefacts the kit holds. */
  readonly scripts: readonly KitScript[];
  /** The report that tells the layer's story; `null` if the mission has no such layer. */
  readonly summary: FileDigest | null;
  readonly checklist: readonly KitCheck[];
  readonly governance: KitGovernance;
  readonly participants: KitParticipants;
  readonly jurisdictions: readonly KitJurisdiction[];
  /** Sorted by path. */
  readonly artefacts: readonly KitArtefact[];
  /** OpenZeppelin StandardMerkleTree over (path, SHA-256) of the artefacts and of the included kit. */
  readonly merkleRoot: string;
  /** Where logs lie, relative to OUT. They differ between machines, so that nothing of them is in the kit. */
  readonly logs: ArtefactPath | null;
}

export interface KitPlan {
  readonly path: string;
  readonly sha256: string;
  readonly initiative: string;
}

export interface KitCounts {
  readonly artefacts: number;
  readonly bytes: number;
  readonly jobs: number;
  readonly jobsApproved: number;
  readonly checks: number;
  readonly checksDone: number;
}

export interface KitInclusion extends FileDigest {
  readonly bytes: number;
  readonly merkleRoot: string;
  /** The included kit's own. */
  readonly counts: KitCounts;
  readonly jurisdictions: readonly KitJurisdictionCount[];
}

export interface KitScript {
  readonly stage: string;
  readonly script: string;
  readonly manifest: FileDigest;
  readonly blocks: BlockRange | null;
}

/** One question of whoever governs, answered from receipts. */
export interface KitCheck {
  readonly id: string;
  readonly question: string;
  readonly status: "done" | "open";
  /** What the receipts say. */
  readonly finding: string;
  /** Files that answer it, relative to OUT. */
  readonly evidence: readonly ArtefactPath[];
  /** Hashes of the transactions that answer it. */
  readonly transactions: readonly string[];
}

export interface KitGovernance {
  readonly principals: readonly KitPrincipal[];
  /** `null` where nothing can be voted on: the mission has no council, or no planetary layer. */
  readonly quadraticVoting: {
    readonly contract: string;
    readonly timelock: string;
    readonly executionDelaySeconds: number;
  } | null;
  readonly thermostat: {
    readonly initialTemperature: string;
    readonly emergencyTemperature: string;
    readonly minimumTemperature: string;
    readonly maximumTemperature: string;
  };
  /** Shown and compared, never executed. */
  readonly controlScripts: readonly KitControlScript[];
  /** Who holds authority after the layer's last transaction, from the AccessManager's events. */
  readonly roles: readonly KitRole[];
}

/** Somebody whom the plan names for an office. */
export interface KitPrincipal {
  readonly office: "owner" | "pause authority" | "treasury";
  readonly label: string;
  /** The account that stands for the label on this chain; `null` if no receipt says. */
  readonly address: string | null;
  /** Where the plan names an address: what receipts call the local account that plays it. */
  readonly standIn?: string;
}

export interface KitControlScript {
  readonly plan: string;
  readonly name: string;
  readonly command: string;
  readonly comparison: string;
}

export interface KitRole {
  readonly role: string;
  readonly holders: readonly KitRoleHolder[];
}

export interface KitRoleHolder {
  readonly address: string;
  /** `null` if no receipt names the account. */
  readonly name: string | null;
  readonly delaySeconds: number;
}

export interface KitParticipants {
  readonly council: readonly { readonly handle: string; readonly role: string; readonly stake: string }[];
  readonly validators: readonly {
    readonly handle: string;
    readonly mandate: string;
    readonly stake: string;
  }[];
  readonly agents: readonly { readonly handle: string; readonly role: string }[];
}

export interface KitJurisdictionCount extends Jurisdiction {
  readonly jobs: number;
  readonly approved: number;
}

export interface KitJurisdiction extends Jurisdiction {
  readonly jobs: readonly KitJob[];
}

export interface KitJob {
  readonly id: string;
  readonly title: string;
  readonly agent: string;
  readonly reward: string;
  readonly outcome: string;
}

export interface KitArtefact extends FileDigest {
  readonly bytes: number;
  readonly stage: string;
  readonly kind: ArtefactKind;
}
