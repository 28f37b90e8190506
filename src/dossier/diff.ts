import { readFileSync } from "node:fs";
import { join } from "node:path";
import { VERIFY } from "../errors/dossier-errors.ts";
import type { ArtefactPath, Sha256 } from "../model/artefact.ts";
import type { Difference, DiffReport, Finding } from "../model/dossier.ts";
import { parseDocument } from "../reports/documents.ts";
import { finding } from "../support/finding.ts";
import { byCodeUnit } from "../support/paths.ts";
import { type PayloadFile, payloadPath, rootOfPayload, TAGS, withinPayload } from "./bag.ts";
import { type Evidence, gatherEvidence, type Limits } from "./gather-evidence.ts";
import { type Meaning, meaningDifferences, meaningOf } from "./meaning.ts";
import { payloadOrder } from "./payload-order.ts";
import { recogniseStranger } from "./recognise.ts";
import { firstTextDifference } from "./text-difference.ts";
import { textLimits } from "./text-limits.ts";

/** Hostile JSON takes a hundred times its size in memory once it is parsed. */
const LARGEST_DOCUMENT_BYTES = 16 * 2 ** 20;

/** Beyond this, two files are said to differ, but not where. */
const LARGEST_COMPARED_BYTES = 64 * 2 ** 20;

interface Side {
  readonly folder: string;
  readonly root: Sha256;
  readonly files: ReadonlyMap<ArtefactPath, PayloadFile>;
  readonly findings: readonly Finding[];
  readonly evidence: Evidence;
}

/**
 * Compares the payloads of two dossiers as they lie on disk; whether either is intact is for `verifyDossier` to say.
 *
 * @param a attacker-controlled folder, as is `b`.
 */
export async function diffDossiers(a: string, b: string, limits?: Limits): Promise<DiffReport> {
  const strangers = [named("a", recogniseStranger(a)), named("b", recogniseStranger(b))].flat();
  if (strangers.length > 0) return { ...INCOMPARABLE, findings: strangers };
  const [left, right] = [readSide(a, limits), readSide(b, limits)];
  const order = payloadOrder([left.evidence, right.evidence]);
  const paths = [...new Set([...left.files.keys(), ...right.files.keys()])];
  const differences = paths
    .filter((path) => left.files.get(path)?.sha256 !== right.files.get(path)?.sha256)
    .toSorted((one, other) => order.rank(one) - order.rank(other) || byCodeUnit(one, other))
    .map((path): Difference => ({ stage: order.stage(path), path, ...compare(path, left, right) }));
  const findings = [...labelled("a", left), ...labelled("b", right)];
  return {
    format: "omnisovereign-diff/1",
    equal: differences.length === 0 && findings.length === 0,
    compared: true,
    files: paths.length,
    roots: { a: left.root, b: right.root },
    meaning: meaningDifferences(meaningIn(left, differences), meaningIn(right, differences)),
    differences,
    findings,
  };
}

const INCOMPARABLE: DiffReport = {
  format: "omnisovereign-diff/1",
  equal: false,
  compared: false,
  files: 0,
  roots: { a: null, b: null },
  meaning: [],
  differences: [],
  findings: [],
};

function named(side: "a" | "b", stranger: Finding | null): Finding[] {
  return stranger === null ? [] : [{ ...stranger, path: side }];
}

function readSide(folder: string, limits: Limits | undefined): Side {
  const evidence = gatherEvidence(folder, textLimits, limits);
  const files = [...evidence.files.values()].flatMap(({ path, sha256, bytes }): PayloadFile[] => {
    const inside = withinPayload(path);
    return inside === undefined ? [] : [{ path: inside, sha256, bytes }];
  });
  return {
    folder,
    root: rootOfPayload(files),
    files: new Map(files.map((file) => [file.path, file])),
    findings: [...evidence.findings, ...missingTags(evidence)],
    evidence,
  };
}

/** Payloads can be equal where one dossier has lost what makes it one. */
function missingTags({ files }: Evidence): Finding[] {
  const problem = "is missing, and every dossier has one";
  return TAGS.filter((path) => !files.has(path)).map((path) => finding(VERIFY.TAG_FILE, { path, problem }));
}

function labelled(side: "a" | "b", { findings }: Side): Finding[] {
  return findings.map((finding) => ({ ...finding, path: `${side}: ${finding.path}` }));
}

function compare(path: ArtefactPath, left: Side, right: Side): Omit<Difference, "stage" | "path"> {
  const [a, b] = [left.files.get(path), right.files.get(path)];
  if (a === undefined) return { change: "only-in-b" };
  if (b === undefined) return { change: "only-in-a" };
  if (Math.max(a.bytes, b.bytes) > LARGEST_COMPARED_BYTES) return { change: "changed" };
  return { change: "changed", ...firstTextDifference(path, textOf(left, path), textOf(right, path)) };
}

/** Files that are the same mean the same. */
function meaningIn(side: Side, differences: readonly Difference[]): Meaning {
  const paths = differences.flatMap(({ path }) => side.files.get(path as ArtefactPath) ?? []);
  const documents = paths.filter(
    ({ path, bytes }) => path.endsWith(".json") && bytes <= LARGEST_DOCUMENT_BYTES,
  );
  return meaningOf(parsed(side, documents));
}

function* parsed(side: Side, files: readonly PayloadFile[]): Generator<unknown> {
  for (const { path } of files) yield parseDocument(textOf(side, path));
}

function textOf({ folder }: Side, path: ArtefactPath): string {
  return readFileSync(join(folder, payloadPath(path)), "utf8");
}
