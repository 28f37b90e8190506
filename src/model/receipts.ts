/**
 * Every form of receipt: where it lies, and which scripts leave it. What its JSON document says
 * stands in `receipt-contents.ts`. From here:
 *
 * - made by whoever calls `receipt` or `receiptFile` (`reports/receipt.ts`) with its id: `reports/national/national-receipts.ts`,
 *   `reports/planetary/planetary-receipts.ts` and `consensus.ts` beside it, `reports/coordination-receipts.ts`,
 *   `reports/drills/owner-pause.ts`, and `applied-set-point.ts` and `updates.ts` of `reports/thermodynamics/`;
 * - read by `records/read-receipt.ts` alone: by stages as their own, which fit `records/receipt-shapes.ts` or are refused, by verifiers
 *   as anybody's;
 * - told by `reports/`: kits (`kit/`), timeline (`planetary/braid.ts`), `constellation/` and `jurisdictions/`; and shown by
 *   `kit-markdown.ts`, `braid-markdown.ts`, `mermaid-constellation.ts` and `dossier-markdown.ts` of `render/`;
 * - verified by `verify/verify-books.ts` against the books and by `verify/verify-replay.ts` against the journal's re-execution.
 */
import { FOLDERS, PATHS, patternOf, THERMODYNAMICS_FILES } from "./layout.ts";
import type { ReceiptContents } from "./receipt-contents.ts";
import type { ArgumentRecord, TransactionRecord } from "./record.ts";
import type { ScriptId } from "./scripts.ts";

export const RECEIPT_FORMAT = "omnisovereign-receipt/1";

/** A form of receipt: layers have forms of their own of some kinds. */
export type ReceiptId = keyof ReceiptContents;

export interface ReceiptEntry {
  /** What the document calls itself. */
  readonly kind: string;
  /** Relative to OUT; a segment `*` stands for one of any name. */
  readonly paths: readonly [string, ...string[]];
  /** The scripts that leave it. */
  readonly scripts: readonly [LeavingScript, ...LeavingScript[]];
}

type LeavingScript = Exclude<ScriptId, "dossier">;

const { nationalReceipts: NATIONAL, planetaryReceipts: PLANETARY } = PATHS;

export const RECEIPTS = {
  "national-deploy": entry("deploy", ["takeoff"], `${NATIONAL}/deploy.json`),
  "national-mission": entry("mission", ["takeoff"], `${NATIONAL}/mission.json`),
  "national-thermostat": entry("thermostat", ["takeoff"], `${NATIONAL}/thermostat.json`),
  stake: entry("stake", ["takeoff"], `${NATIONAL}/stake.json`),
  "national-governance": entry("governance", ["takeoff"], `${NATIONAL}/governance.json`),
  disputes: entry("disputes", ["takeoff"], `${NATIONAL}/disputes.json`),
  "job-post": jobEntry("post"),
  "job-apply": jobEntry("apply"),
  "job-submit": jobEntry("submit"),
  "job-validate": jobEntry("validate"),
  "job-dispute": jobEntry("dispute"),
  "job-finalize": jobEntry("finalize"),
  "planetary-deploy": entry("deploy", ["global"], `${PLANETARY}/deploy.json`),
  "planetary-mission": entry("mission", ["global"], `${PLANETARY}/mission.json`),
  "planetary-thermostat": entry("thermostat", ["global"], `${PLANETARY}/thermostat.json`),
  "planetary-governance": entry("governance", ["global"], `${PLANETARY}/governance.json`),
  // Only where the planetary plan defines drills.
  "planetary-drills": entry("drills", ["global"], `${PLANETARY}/drills.json`),
  treasury: entry("treasury", ["global"], `${PLANETARY}/treasury.json`),
  rewards: entry("rewards", ["global"], `${PLANETARY}/rewards.json`),
  telemetry: entry("telemetry", ["global"], `${PLANETARY}/regions/*/telemetry.json`),
  consensus: entry("consensus", ["global"], `${PLANETARY}/consensus.json`),
  // Settled by the first stage that has the job's evidence.
  coordination: entry(
    "coordination",
    ["takeoff", "global", "settle", "thermodynamics"],
    `${PATHS.coordination}/*.json`,
  ),
  // Of whatever sends after the takeoff, by the script's name.
  anchored: entry(
    "anchored",
    [
      "global",
      "pauseTest",
      "settle",
      "thermodynamics",
      "thermostatUpdate",
      "rewardEngineUpdate",
      "ownerParams",
      "ownerRoles",
      "ownerPause",
    ],
    `${PATHS.anchors}/*.json`,
  ),
  "owner-pause": entry("owner-pause", ["pauseTest"], PATHS.ownerPause),
  thermodynamics: entry(
    "thermodynamics",
    ["thermodynamics"],
    `${FOLDERS.national}/${THERMODYNAMICS_FILES.receipt}`,
  ),
  "thermostat-update": entry(
    "thermostat-update",
    ["thermostatUpdate"],
    `${PATHS.updates}/thermostat-update.json`,
  ),
  "reward-engine-update": entry(
    "reward-engine-update",
    ["rewardEngineUpdate"],
    `${PATHS.updates}/reward-engine-update.json`,
  ),
  "owner-params": entry("owner-params", ["ownerParams"], `${PATHS.ownerChanges}/params.json`),
  "owner-roles": entry("owner-roles", ["ownerRoles"], `${PATHS.ownerChanges}/roles.json`),
  "owner-switch": entry("owner-switch", ["ownerPause"], `${PATHS.ownerChanges}/pause.json`),
} as const satisfies Readonly<Record<ReceiptId, ReceiptEntry>>;

function entry<const Kind extends string>(
  kind: Kind,
  scripts: ReceiptEntry["scripts"],
  ...paths: ReceiptEntry["paths"]
): ReceiptEntry & { readonly kind: Kind } {
  return { kind, scripts, paths };
}

/** Of both layers' jobs. */
function jobEntry<const Step extends string>(step: Step) {
  return entry(
    `job-${step}` as const,
    ["takeoff", "global"],
    `${NATIONAL}/jobs/*/${step}.json`,
    `${PLANETARY}/regions/*/jobs/*/${step}.json`,
  );
}

const PLACES = (Object.keys(RECEIPTS) as ReceiptId[]).map((id) => ({
  id,
  patterns: RECEIPTS[id].paths.map(patternOf),
}));

/** @param path relative to OUT. @returns which receipt lies there. */
export function receiptAt(path: string): ReceiptId | undefined {
  return PLACES.find(({ patterns }) => patterns.some((pattern) => pattern.test(path)))?.id;
}

/**
 * @param names what stands for each `*` of its place; how many there are says which place, where a form has two.
 * @returns where a receipt of a form lies, relative to OUT.
 */
export function receiptPath(id: ReceiptId, ...names: readonly string[]): string {
  const place = RECEIPTS[id].paths.find((path) => path.split("*").length - 1 === names.length);
  if (place === undefined) throw new Error(`no receipt "${id}" lies where ${names.length} names lead`);
  const left = [...names];
  return place.replaceAll("*", () => left.shift() as string);
}

/** What JSON makes of a value: see `toJson`. What the chain said is in texts already. */
export type Written<Value> = Value extends bigint
  ? string
  : Value extends TransactionRecord | ArgumentRecord | string | number | boolean | null | undefined
    ? Value
    : { readonly [Key in keyof Value]: Written<Value[Key]> };

/** A receipt as it is read. */
export type ReceiptDocument<Id extends ReceiptId = ReceiptId> = {
  readonly [Each in Id]: {
    readonly format: typeof RECEIPT_FORMAT;
    readonly kind: (typeof RECEIPTS)[Each]["kind"];
  } & Written<ReceiptContents[Each]>;
}[Id];

/** A receipt of this version's form, with where it lies. */
export type Receipt<Id extends ReceiptId = ReceiptId> = {
  readonly [Each in Id]: {
    readonly id: Each;
    /** Relative to OUT. */
    readonly path: string;
    readonly document: ReceiptDocument<Each>;
  };
}[Id];

/** Those of some forms, in the order given. */
export function ofForms<Kept extends Pick<Receipt, "id">, Id extends ReceiptId>(
  receipts: readonly Kept[],
  ...ids: readonly Id[]
): Extract<Kept, { readonly id: Id }>[] {
  const wanted: readonly ReceiptId[] = ids;
  return receipts.filter((each): each is Extract<Kept, { readonly id: Id }> => wanted.includes(each.id));
}
