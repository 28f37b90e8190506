import { BUILD } from "../../errors/dossier-errors.ts";
import type { ArtefactPath } from "../../model/artefact.ts";
import type {
  Arrow,
  ArrowEvidence,
  ArrowStatus,
  Constellation,
  ConstellationDigest,
} from "../../model/constellation.ts";
import type { Finding } from "../../model/dossier.ts";
import { FOLDERS } from "../../model/layout.ts";
import type { StageManifest } from "../../model/manifest.ts";
import { valueAt } from "../../records/located-records.ts";
import { sha256OfText } from "../../support/digest.ts";
import { finding } from "../../support/finding.ts";
import { toJson } from "../../support/json.ts";
import { byPath } from "../../support/paths.ts";
import { CONSTELLATION, reportPath, withinReports } from "../../support/payload.ts";
import type { Documents } from "../documents.ts";
import { NATIONAL_MISSION } from "../jurisdictions/sources.ts";
import { ARROWS, type ArrowRule } from "./arrows.ts";
import { GROUPS, PARTICIPANTS } from "./nodes.ts";
import type { Found, Proof, Shown } from "./proof.ts";

/** What arrows are held against. */
export interface Witnesses {
  readonly manifests: readonly StageManifest[];
  readonly documents: Documents;
}

/** Where the planetary layer leaves its files. */
const PLANETARY = `${FOLDERS.planetary}/`;

/** Holds every arrow of the system against what the stages left; a function of the payload alone. */
export function composeConstellation(witnesses: Witnesses): Constellation {
  return {
    format: "omnisovereign-constellation/1",
    groups: GROUPS,
    participants: PARTICIPANTS,
    arrows: ARROWS.map((rule) => drawArrow(rule, witnesses)),
  };
}

/** @returns one finding for each arrow whose stage has run and left no evidence. */
export function missingEvidence({ arrows }: Constellation, manifests: readonly StageManifest[]): Finding[] {
  return arrows.flatMap(({ status }, index) => {
    const rule = ARROWS[index];
    if (status !== "to come" || rule === undefined || !hasRun(rule, manifests)) return [];
    const { stage, script } = rule;
    return [finding(BUILD.NO_EVIDENCE, { arrow: nameOf(rule), stage, script }, CONSTELLATION)];
  });
}

/** @returns what the index says of a constellation. */
export function digestConstellation(constellation: Constellation): ConstellationDigest {
  const count = (wanted: ArrowStatus) =>
    constellation.arrows.filter(({ status }) => status === wanted).length;
  return {
    path: CONSTELLATION,
    sha256: sha256OfText(toJson(constellation)),
    proved: count("proved"),
    toCome: count("to come"),
    notExercised: count("not exercised"),
    notInThisMission: count("not in this mission"),
  };
}

function drawArrow(rule: ArrowRule, witnesses: Witnesses): Arrow {
  const { diagram, from, to, label, stage, proofs } = rule;
  const arrow = { diagram, from, to, label, stage } as const;
  const isPlanetary = ({ stage: owing }: Proof) => owing === "global";
  if (leavesOutPlanet(witnesses.manifests) && proofs.some(isPlanetary)) return withoutPlanet(arrow, rule);
  const unasked = unaskedDrills(rule, witnesses.documents);
  const evidence = [proofs, ...(unasked.length > 0 && rule.otherwise ? [rule.otherwise] : [])]
    .map((some) => prove(some, witnesses))
    .find(({ length }) => length > 0);
  if (evidence !== undefined) return { ...arrow, status: "proved", evidence };
  const reason = excuseOf(rule, witnesses) ?? (unasked.length > 0 ? unaskedReason(unasked) : undefined);
  return reason === undefined
    ? { ...arrow, status: "to come", evidence: [] }
    : { ...arrow, status: "not exercised", reason, evidence: [] };
}

/** An arrow is proved as a whole: what one layer shows of it is not all that its label says. */
function withoutPlanet(arrow: Omit<Arrow, "status" | "evidence">, { proofs }: ArrowRule): Arrow {
  if (proofs.every(({ stage }) => stage === "global"))
    return { ...arrow, status: "not in this mission", evidence: [] };
  const reason = "the mission has no planetary layer, which has a part in it";
  return { ...arrow, status: "not exercised", reason, evidence: [] };
}

function unaskedReason(unasked: readonly string[]): string {
  return `the plan asks for no drill of the ${unasked.length === 1 ? "kind" : "kinds"} ${unasked.join(", ")}`;
}

function excuseOf({ excuses = [] }: ArrowRule, witnesses: Witnesses): string | undefined {
  return excuses.find(({ proof }) => prove([proof], witnesses).length > 0)?.reason;
}

/** @returns the kinds of drills that would leave an arrow's evidence, if the national plan asks for none of them */
function unaskedDrills({ drills = [] }: ArrowRule, documents: Documents): readonly string[] {
  const asked = askedDrills(documents);
  return asked === null || drills.some((kind) => asked.has(kind)) ? [] : drills;
}

/** @returns the kinds of drills that the national plan asks for; null where no receipt says so */
function askedDrills(documents: Documents): ReadonlySet<unknown> | null {
  for (const [path, document] of documents) {
    const inside = withinReports(path);
    if (inside === undefined || !NATIONAL_MISSION.test(inside)) continue;
    const asked = valueAt(document, "/askedDrills");
    return Array.isArray(asked) ? new Set(asked.map((drill) => valueAt(drill, "/kind"))) : null;
  }
  return null;
}

/** A mission without a planetary layer has a global stage that leaves nothing of its own. */
function leavesOutPlanet(manifests: readonly StageManifest[]): boolean {
  const global = manifests.filter(({ stage }) => stage === "global");
  return (
    global.length > 0 && !global.some(({ outputs }) => outputs.some(({ path }) => path.startsWith(PLANETARY)))
  );
}

function hasRun({ stage }: ArrowRule, manifests: readonly StageManifest[]): boolean {
  return manifests.some((manifest) => manifest.stage === stage);
}

/** @returns evidence for all of the proofs, or none. */
function prove(proofs: readonly Proof[], witnesses: Witnesses): ArrowEvidence[] {
  const found: Shown[] = [];
  const evidence: ArrowEvidence[] = [];
  for (const proof of proofs) {
    const hit = lookFor(proof, found, witnesses);
    if (hit === undefined) return [];
    found.push({ ...hit.found, sha256: hit.evidence.sha256 });
    evidence.push(hit.evidence);
  }
  return evidence;
}

function lookFor(
  { stage, path: pattern, find }: Proof,
  earlier: readonly Shown[],
  { manifests, documents }: Witnesses,
): { readonly found: Found; readonly evidence: ArrowEvidence } | undefined {
  const candidates = manifests
    .filter((manifest) => manifest.stage === stage)
    .flatMap(({ outputs }) => outputs.filter(({ path }) => pattern.test(path)))
    .toSorted(byPath);
  for (const { path, sha256: digest } of candidates) {
    const found = find === null ? { pointer: "" } : findIn(documents, reportPath(path), find, earlier);
    if (found === undefined) continue;
    const { pointer, transaction } = found;
    const hash = transaction === undefined ? {} : { transaction: transaction.hash };
    return { found, evidence: { path: reportPath(path), sha256: digest, ...hash, pointer } };
  }
  return undefined;
}

function findIn(
  documents: Documents,
  path: ArtefactPath,
  find: NonNullable<Proof["find"]>,
  earlier: readonly Shown[],
): Found | undefined {
  return documents.has(path) ? find(documents.get(path), earlier) : undefined;
}

function nameOf({ from, to, label }: ArrowRule): string {
  return `${from} -> ${to}${label === "" ? "" : ` (${label})`}`;
}
