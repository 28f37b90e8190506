import type { ArtefactPath } from "../model/artefact.ts";
import type { ArtefactKind } from "../model/dossier.ts";
import { artefactPath, joinPaths } from "./paths.ts";

/** Paths of the payload, relative to the bag's `data/`. */
export const INDEX = artefactPath("dossier.json");
export const SUMMARY = artefactPath("dossier.md");
export const CONSTELLATION = artefactPath("constellation.json");
export const JOURNAL = artefactPath("journal.jsonl");
/** What an EVM has to know beside the journal. */
export const GENESIS_FILE = artefactPath("genesis.json");

const REPORTS = artefactPath("reports");
const PLANS = artefactPath("plans");

/** Most specific first: the first pattern that fits a path says what the file is. */
const KINDS: readonly (readonly [RegExp, ArtefactKind])[] = [
  [/^journal\.jsonl$/, "journal"],
  [/^plans\/[^/]+\/project-plan(\.omnisovereign)?\.json$/, "plan"],
  [/^plans\/readings\.json$/, "readings"],
  [/^plans\//, "deliverable"],
  [/^reports\/manifests\//, "manifest"],
  [/\/receipts\//, "receipt"],
  [/\/governance-kit\.(json|md)$/, "kit"],
  [/\.(mmd|svg)$/, "diagram"],
  [/\.html$/, "dashboard"],
  [/\.md$/, "report"],
];

export function kindOf(path: ArtefactPath): ArtefactKind {
  return KINDS.find(([pattern]) => pattern.test(path))?.[1] ?? "data";
}

/** What was there before anything ran: plans, readings, drills' files and what jobs hand in. */
export function isInput(path: ArtefactPath): boolean {
  return ["plan", "readings", "deliverable"].includes(kindOf(path));
}

/** @param path relative to OUT. */
export function reportPath(path: ArtefactPath): ArtefactPath {
  return joinPaths(REPORTS, path);
}

/** @param path relative to the project. */
export function planPath(path: ArtefactPath): ArtefactPath {
  return path.startsWith(`${PLANS}/`) ? path : joinPaths(PLANS, path);
}

/** @returns the path relative to OUT of a payload file that is a stage manifest. */
export function asManifest(path: ArtefactPath): ArtefactPath | undefined {
  return kindOf(path) === "manifest" ? withinReports(path) : undefined;
}

/** @returns the path relative to OUT of a payload file that a stage left. */
export function withinReports(path: ArtefactPath): ArtefactPath | undefined {
  return path.startsWith(`${REPORTS}/`) ? artefactPath(path.slice(`${REPORTS}/`.length)) : undefined;
}

/** @returns where an input of a stage manifest may lie in the payload. */
export function inputPaths(path: ArtefactPath): readonly ArtefactPath[] {
  return [reportPath(path), planPath(path)];
}
