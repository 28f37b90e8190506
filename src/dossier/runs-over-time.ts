import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  ASPECTS,
  type Aspect,
  type DiffReport,
  type Dossier,
  type Finding,
  type Maker,
} from "../model/dossier.ts";
import { PATHS } from "../model/layout.ts";
import { parseDocument } from "../reports/documents.ts";
import { INDEX } from "../support/payload.ts";
import { BAG_INFO, BAGIT, makerIn, payloadPath } from "./bag.ts";
import { diffDossiers } from "./diff.ts";

/** One run, as its dossier tells of it; whether that is intact is for `verify` to say. */
export interface PastRun {
  readonly dossier: string;
  readonly root: string | null;
  readonly madeBy: Maker | null;
  readonly blocks: number;
  readonly transactions: number;
  /** How many jobs ended in which way; attacker-controlled. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** `null` for the first. */
  readonly since: Change | null;
}

/** What changed since the run before. */
export interface Change {
  readonly equal: boolean;
  readonly meaning: Readonly<Record<Aspect, number>>;
  readonly files: number;
  /** The first file that differs, in running order. */
  readonly first: string | null;
}

export interface History {
  readonly format: "omnisovereign-history/1";
  readonly runs: readonly PastRun[];
  /** What is no dossier, and what of one could not be read. */
  readonly findings: readonly Finding[];
}

/** Larger ones are not told of. */
const LARGEST_INDEX_BYTES = 16 * 2 ** 20;

/**
 * Tells of dossiers, each compared with the one before it.
 *
 * @param folders dossiers, or output folders that hold one, in the order of their runs: nothing in a dossier says when it
 *   was made. Attacker-controlled in all that they hold.
 */
export async function runsOverTime(folders: readonly string[]): Promise<History> {
  const runs: PastRun[] = [];
  const findings: Finding[] = [];
  let before: string | null = null;
  for (const dossier of folders.map(dossierIn)) {
    const compared: DiffReport = await diffDossiers(before ?? dossier, dossier);
    findings.push(...compared.findings.filter(({ path }) => path.startsWith("b")));
    if (!compared.compared) continue;
    runs.push(tell(dossier, compared, before === null));
    before = dossier;
  }
  return { format: "omnisovereign-history/1", runs, findings };
}

function dossierIn(folder: string): string {
  const below = join(folder, PATHS.dossier);
  return !existsSync(join(folder, BAGIT)) && existsSync(join(below, BAGIT)) ? below : folder;
}

function tell(dossier: string, compared: DiffReport, isFirst: boolean): PastRun {
  const index = (parseDocument(read(join(dossier, payloadPath(INDEX)))) ?? {}) as Partial<Dossier>;
  return {
    dossier,
    root: compared.roots.b,
    madeBy: makerIn(read(join(dossier, BAG_INFO))),
    blocks: Number(index.chain?.blocks ?? 0),
    transactions: Number(index.chain?.transactions ?? 0),
    outcomes: outcomesIn(index),
    since: isFirst ? null : changeIn(compared),
  };
}

function outcomesIn({ jurisdictions }: Partial<Dossier>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { jobs } of Array.isArray(jurisdictions) ? jurisdictions : [])
    for (const { outcome } of Array.isArray(jobs) ? jobs : [])
      counts[String(outcome)] = (counts[String(outcome)] ?? 0) + 1;
  return counts;
}

function changeIn({ equal, meaning, differences }: DiffReport): Change {
  const counts = ASPECTS.map((aspect) => [aspect, meaning.filter((one) => one.aspect === aspect).length]);
  return {
    equal,
    meaning: Object.fromEntries(counts),
    files: differences.length,
    first: differences[0]?.path ?? null,
  };
}

function read(path: string): string {
  try {
    return statSync(path).size <= LARGEST_INDEX_BYTES ? readFileSync(path, "utf8") : "";
  } catch {
    return "";
  }
}
