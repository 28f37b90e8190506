import type { ArtefactKind } from "./dossier.ts";
import type { TransactingStage } from "./plan.ts";
import { SCRIPTS, type ScriptId } from "./scripts.ts";

/** What plans and flags call the output folder, wherever that is. */
export const REPORTS = "reports";

/** Where the artefacts of each layer and of both together lie, relative to OUT. */
export const FOLDERS = {
  national: "localhost/asi-takeoff",
  planetary: "asi-global",
  shared: "omnisovereign",
} as const;

/** Where each layer's plan lies in the payload. */
export const PLAN_PATHS = {
  shared: "plans/omnisovereign/project-plan.omnisovereign.json",
  national: "plans/asi-takeoff/project-plan.json",
  planetary: "plans/asi-global/project-plan.json",
} as const;

/** Where the readings that an operator supplies lie in the payload. */
export const READINGS_PATH = "plans/readings.json";

/** What the files of the thermodynamics report are called in whichever folder `--report-root` names. */
export const THERMODYNAMICS_FILES = {
  document: "thermodynamics.json",
  text: "thermodynamics.md",
  chart: "charts/temperature.svg",
  receipt: "thermodynamics-receipt.json",
} as const;

/** Paths relative to OUT that more than one place needs. */
export const PATHS = {
  nationalReceipts: `${FOLDERS.national}/receipts`,
  nationalReport: `${FOLDERS.national}/asi-takeoff-report.md`,
  moneyChart: `${FOLDERS.national}/charts/money-of-jobs.svg`,
  planetaryReceipts: `${FOLDERS.planetary}/receipts`,
  planetaryReport: `${FOLDERS.planetary}/asi-global-report.md`,
  planetaryEnergies: `${FOLDERS.planetary}/thermodynamics.json`,
  braidDocument: `${FOLDERS.planetary}/braid.json`,
  braid: `${FOLDERS.planetary}/braid.md`,
  timelineChart: `${FOLDERS.planetary}/charts/timeline.svg`,
  epochsChart: `${FOLDERS.planetary}/charts/reward-epochs.svg`,
  sharedReceipts: `${FOLDERS.shared}/receipts`,
  dossier: `${FOLDERS.shared}/dossier`,
  coordination: `${FOLDERS.shared}/receipts/coordination`,
  anchors: `${FOLDERS.shared}/receipts/anchors`,
  owner: `${FOLDERS.national}/owner`,
  ownerPause: `${FOLDERS.national}/owner/receipts/pause.json`,
  pauseReading: `${FOLDERS.national}/owner/receipts/pause-reading.json`,
  ownerChanges: `${FOLDERS.national}/owner/receipts/changes`,
  ownerDashboard: `${FOLDERS.national}/owner/dashboard.html`,
  ownerDiagram: `${FOLDERS.national}/owner.mmd`,
  moneyDiagram: `${FOLDERS.national}/owner-money.mmd`,
  callsDiagram: `${FOLDERS.national}/owner-calls.mmd`,
  updates: `${FOLDERS.national}/thermodynamics`,
} as const;

/** What a folder for a ceremony of signers holds, beside one file for each transaction of the Safe. */
export const OWNER_PACK = {
  words: "README.md",
  calls: "calls.json",
  state: "state.json",
  hashes: "hashes.json",
  proposal: "proposal.json",
  /** As `sha256sum` writes and checks them. */
  sums: "SHA256SUMS",
} as const;

export interface Artefact {
  /** Relative to OUT; a segment `*` stands for one of any name, `**` at the end for everything below. */
  readonly path: string;
  readonly kind: ArtefactKind;
  /** `null` where several lie there. */
  readonly format: "json" | "md" | "mmd" | "svg" | "html" | null;
  /** The first script that leaves it. */
  readonly script: ScriptId;
  /** Whether a coordination job may name it. */
  readonly evidence: boolean;
}

/** What a mission leaves below OUT beside manifests and dossier; the first entry that fits a path says what it is. */
export const ARTEFACTS: readonly Artefact[] = [
  leaves("takeoff", `${PATHS.nationalReceipts}/**`, "receipt"),
  leaves("takeoff", PATHS.nationalReport, "report"),
  { ...leaves("takeoff", PATHS.moneyChart, "diagram"), evidence: false },
  leaves("global", `${PATHS.planetaryReceipts}/**`, "receipt"),
  leaves("global", PATHS.planetaryReport, "report"),
  leaves("global", PATHS.planetaryEnergies, "data"),
  { ...leaves("global", PATHS.braidDocument, "data"), evidence: false },
  { ...leaves("global", PATHS.braid, "report"), evidence: false },
  { ...leaves("global", PATHS.timelineChart, "diagram"), evidence: false },
  { ...leaves("global", PATHS.epochsChart, "diagram"), evidence: false },
  leaves("nationalKit", `${FOLDERS.national}/governance-kit.json`, "kit"),
  leaves("nationalKit", `${FOLDERS.national}/governance-kit.md`, "kit"),
  leaves("planetaryKit", `${FOLDERS.planetary}/governance-kit.json`, "kit"),
  leaves("planetaryKit", `${FOLDERS.planetary}/governance-kit.md`, "kit"),
  leaves("pauseTest", `${PATHS.owner}/receipts/**`, "receipt"),
  leaves("commandCenter", `${PATHS.owner}/command-center.json`, "data"),
  leaves("commandCenter", `${PATHS.owner}/command-center.md`, "report"),
  leaves("missionControl", `${PATHS.owner}/mission-control.json`, "data"),
  leaves("missionControl", `${PATHS.owner}/mission-control.md`, "report"),
  leaves("parameters", `${PATHS.owner}/parameters.json`, "data"),
  leaves("parameters", `${PATHS.owner}/parameters.md`, "report"),
  // What else a person has the owner's scripts write there, with --out.
  leaves("commandCenter", `${PATHS.owner}/**`, "data"),
  ...[PATHS.ownerDiagram, PATHS.moneyDiagram, PATHS.callsDiagram].flatMap((path) => [
    leaves("diagram", path, "diagram"),
    { ...leaves("diagram", drawnBeside(path), "diagram"), evidence: false },
  ]),
  leaves("dashboard", PATHS.ownerDashboard, "dashboard"),
  leaves("thermodynamics", `${FOLDERS.national}/${THERMODYNAMICS_FILES.document}`, "data"),
  leaves("thermodynamics", `${FOLDERS.national}/${THERMODYNAMICS_FILES.text}`, "report"),
  {
    ...leaves("thermodynamics", `${FOLDERS.national}/${THERMODYNAMICS_FILES.chart}`, "diagram"),
    evidence: false,
  },
  {
    ...leaves("thermodynamics", `${FOLDERS.national}/${THERMODYNAMICS_FILES.receipt}`, "data"),
    evidence: false,
  },
  leaves("thermostatUpdate", `${PATHS.updates}/**`, "data"),
  { ...leaves("takeoff", `${PATHS.coordination}/*.json`, "receipt"), evidence: false },
  { ...leaves("global", `${PATHS.anchors}/*.json`, "receipt"), evidence: false },
];

function leaves(script: ScriptId, path: string, kind: ArtefactKind): Artefact {
  const format = /\.(json|md|mmd|svg|html)$/.exec(path)?.[1] ?? null;
  return { path, kind, format: format as Artefact["format"], script, evidence: true };
}

/** @param path of a Mermaid file. @returns that of its SVG drawing. */
export function drawnBeside(path: string): string {
  return path.replace(/\.mmd$/, ".svg");
}

const PLACES = ARTEFACTS.map((artefact) => ({ artefact, pattern: patternOf(artefact.path) }));

/** @param path relative to OUT. */
export function artefactAt(path: string): Artefact | undefined {
  return PLACES.find(({ pattern }) => pattern.test(path))?.artefact;
}

/** @returns matches the whole of a path of {@link Artefact}'s form. */
export function patternOf(path: string): RegExp {
  const literal = path.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(
    `^${literal.replace(/\*\*$/, "\u0000").replaceAll("*", "[^/]+").replace("\u0000", ".+")}$`,
  );
}

/** @returns the transacting stage by whose end an artefact exists: kits are made between global and owner. */
export function settledBy({ script }: Artefact): TransactingStage {
  const { stage } = SCRIPTS[script];
  return stage === "kit" || stage === "dossier" ? "owner" : stage;
}

/** @param path relative to OUT. @returns the path as plans and flags write it. */
export function inReports<Path extends string>(path: Path): `reports/${Path}` {
  return `${REPORTS}/${path}`;
}
