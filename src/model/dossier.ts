import type { FileDigest, Sha256 } from "./artefact.ts";
import type { ConstellationDigest } from "./constellation.ts";
import type { BlockRange } from "./manifest.ts";
import type { Jurisdiction } from "./plan.ts";

export type ArtefactKind =
  | "plan"
  | "readings"
  | "deliverable"
  | "journal"
  | "manifest"
  | "receipt"
  | "kit"
  | "report"
  | "diagram"
  | "dashboard"
  | "data";

/** What the journal says of its chain; hashes are 0x and 64 hex digits. */
export interface ChainSummary {
  readonly chainId: number;
  readonly hardfork: string;
  readonly genesisHash: string;
  readonly blocks: number;
  readonly transactions: number;
  /** State root after the last block, the genesis state root if there is none. */
  readonly stateRoot: string;
}

/** Blocks of one script, one after the other. */
export interface JournalRun extends BlockRange {
  readonly stage: string;
  readonly script: string;
}

/** The journal, as far as a dossier leans on it. */
export interface JournalSummary extends ChainSummary {
  /** From the first block to the last. */
  readonly runs: readonly JournalRun[];
}

export type JournalReading =
  | { readonly ok: true; readonly journal: JournalSummary }
  | { readonly ok: false; readonly line: number; readonly problem: string };

/** Parses a journal's text. Attacker-controlled when a dossier is verified: must not throw. */
export type JournalReader = (text: string) => JournalReading;

/** Parses a journal of which one piece comes after the other. Attacker-controlled: neither may throw. */
export interface JournalScan {
  write(bytes: Uint8Array): void;
  end(): JournalReading;
}

export type JournalScanner = () => JournalScan;

/** One payload file; `path` is relative to the bag's `data/`. */
export interface IndexedFile extends FileDigest {
  readonly bytes: number;
  /** `null` for files of no stage: plans and the journal. */
  readonly stage: string | null;
  readonly kind: ArtefactKind;
}

export interface StageDigest {
  readonly id: string;
  readonly scripts: readonly string[];
  /** SHA-256 over the lines `<sha256>  <path>\n` of the stage's files, sorted by path. */
  readonly digest: Sha256;
  readonly files: number;
}

/**
 * `data/dossier.json`. `files` lists every payload file but `dossier.json` itself and `dossier.md`, which is rendered
 * from it.
 */
export interface Dossier {
  readonly format: "omnisovereign-dossier/1";
  /** SHA-256 of the shared plan. */
  readonly plan: FileDigest;
  readonly chain: ChainSummary;
  readonly stages: readonly StageDigest[];
  readonly constellation: ConstellationDigest;
  /** Cities, then the nation, regions and the transnational layer; within a kind in the order of the receipts. */
  readonly jurisdictions: readonly JurisdictionRecord[];
  readonly transnational: TransnationalRecord;
  readonly files: readonly IndexedFile[];
}

/** What a mission did in one place. */
export interface JurisdictionRecord extends Jurisdiction {
  readonly jobs: readonly JobRecord[];
}

/** One job as its receipts tell of it; texts are attacker-controlled. */
export interface JobRecord {
  readonly id: string;
  readonly title: string;
  /** `approved`, `rejected`, … as the chain has it; `open` if the job was never finalized. */
  readonly outcome: string;
  /** Wei. */
  readonly reward: string;
  /** The receipt that settles it, relative to `data/`. */
  readonly receipt: FileDigest;
}

/** Money that passes between jurisdictions: through the treasury, the regional executors and the reward engine. */
export interface TransnationalRecord {
  readonly reserves: readonly Reserve[];
  /** In the chain's order. */
  readonly flows: readonly Flow[];
}

/** What a holder is left with after the flows that are listed; wei. */
export interface Reserve {
  readonly holder: string;
  readonly received: string;
  readonly paid: string;
  readonly held: string;
}

/** One token transfer; ends are contract or principal names, addresses where there is none. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  /** Wei. */
  readonly amount: string;
  readonly transaction: string;
  readonly receipt: FileDigest;
}

/** Something that is off in a dossier, or that keeps one from being built. Texts are escaped already. */
export interface Finding {
  readonly code: string;
  readonly path: string;
  /** 1-based, where the finding is about one line of `path`. */
  readonly line?: number;
  readonly message: string;
  readonly mend: string;
}

/** Which program made a dossier, as a tag file says; nothing proves it, and nothing is believed because of it. */
export interface Maker {
  readonly version: string;
  /** SHA-256 over the program's sources. */
  readonly code: Sha256;
}

/**
 * `not checked`: nothing speaks against the dossier but what other code than its own computes otherwise. `unknown format`
 * and `no dossier`: there was nothing that this program can judge.
 */
export type Verdict = "intact" | "broken" | "not checked" | "unknown format" | "no dossier";

export interface VerifyReport {
  readonly format: "omnisovereign-verification/1";
  readonly verdict: Verdict;
  /** `null` if the dossier does not say. */
  readonly madeBy: Maker | null;
  /** Whether the dossier says that the code that verifies it made it. */
  readonly madeByThisCode: boolean;
  /** SHA-256 of `manifest-sha256.txt` as found; `null` if it cannot be read. */
  readonly root: Sha256 | null;
  readonly files: number;
  readonly bytes: number;
  readonly chain: ChainSummary | null;
  readonly findings: readonly Finding[];
}

/** One payload file in which two dossiers differ, and where in it first. Texts are escaped and cut already. */
export interface Difference {
  /** `null` for files of no stage. */
  readonly stage: string | null;
  /** Relative to `data/`. */
  readonly path: string;
  readonly change: "only-in-a" | "only-in-b" | "changed";
  /** 1-based line, unless the file is one JSON document. */
  readonly line?: number;
  /** RFC 6901 pointer to the first differing value of a JSON document or line. */
  readonly pointer?: string;
  /** What each side has there; left out where it has nothing. */
  readonly a?: string;
  readonly b?: string;
}

/** In what missions differ for those whom they are about; in the order in which it is told. */
export const ASPECTS = ["outcomes", "balances", "votes", "parameters", "payments", "drills"] as const;

export type Aspect = (typeof ASPECTS)[number];

/** Texts are escaped and cut already; a side that says nothing of it is left out. */
export interface MeaningDifference {
  readonly aspect: Aspect;
  /** A job, somebody's holding, somebody's vote, a parameter, a payment, a drill. */
  readonly what: string;
  readonly a?: string;
  readonly b?: string;
}

export interface DiffReport {
  readonly format: "omnisovereign-diff/1";
  readonly equal: boolean;
  /** Computed from the payloads as they lie on disk; `null` where nothing was compared. */
  readonly roots: { readonly a: Sha256 | null; readonly b: Sha256 | null };
  /** How many files there are on either side. */
  readonly files: number;
  /** Whether both sides are dossiers, so that something was compared. */
  readonly compared: boolean;
  /** What the files that differ mean. */
  readonly meaning: readonly MeaningDifference[];
  /** Plans first, then stages in running order, then the rest: `differences[0]` is what differs first. */
  readonly differences: readonly Difference[];
  /** What of either side could not be read. */
  readonly findings: readonly Finding[];
}
