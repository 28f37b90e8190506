import { join } from "node:path";
import { VERIFY } from "../errors/dossier-errors.ts";
import type { Finding } from "../model/dossier.ts";
import type { TickReading } from "../model/drill-readings.ts";
import { PATHS } from "../model/layout.ts";
import type { Project } from "../model/loaded-project.ts";
import type { LayerId, Plan } from "../model/plan.ts";
import { type ReceiptDocument, receiptPath } from "../model/receipts.ts";
import type { TransactionRecord } from "../model/record.ts";
import type { ThermostatCourse } from "../model/ticks.ts";
import type { ReceiptReading } from "../records/read-receipt.ts";
import { receiptShape } from "../records/receipt-shapes.ts";
import { thermostatConfig } from "../records/settings.ts";
import { tellTicks } from "../records/tell-ticks.ts";
import { ThermostatMirror } from "../records/thermostat-mirror.ts";
import { tickSeen } from "../records/tick-seen.ts";
import { finding } from "../support/finding.ts";
import { toJson } from "../support/json.ts";
import { firstDifference } from "../support/json-difference.ts";
import { artefactPath } from "../support/paths.ts";
import { reportPath } from "../support/payload.ts";
import { sentence } from "../support/shape.ts";
import { projectOf } from "./dossier-project.ts";
import { transactionsShown } from "./dossier-receipts.ts";

/** What the events of a dossier foretell of its thermostat. */
export interface TicksCheck {
  /** Ticks that were foretold, those of drills included. */
  readonly ticks: number;
  readonly findings: readonly Finding[];
}

const FORMS = { national: "national-thermostat", planetary: "planetary-thermostat" } as const;
const FOLDERS = { national: PATHS.nationalReceipts, planetary: PATHS.planetaryReceipts } as const;

type CourseDocument = ReceiptDocument<(typeof FORMS)[LayerId]>;

/** A tick that was foretold: from what, and whether it did as it had to. */
interface Foretold {
  readonly start: Omit<TickReading, "block">;
  readonly problem: string | null;
}

/**
 * Foretells every tick to the last digit from the events before it, and makes the receipts of the missions' ticks once more:
 * their readings from how the jobs of the plans went by then, or from the readings that the payload holds.
 *
 * @param folder a dossier whose bag is intact: nothing in it is a link or leads out of it.
 * @param receipts its receipts as they were read: attacker-controlled; nothing in them makes this throw.
 */
export async function verifyTicks(folder: string, receipts: readonly ReceiptReading[]): Promise<TicksCheck> {
  try {
    const project = await projectOf(join(folder, "data"));
    return project === null ? failed("no plan of it can be loaded") : check(project, receipts);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function failed(problem: string): TicksCheck {
  return { ticks: 0, findings: [finding(VERIFY.TICK, { what: "The thermostat's course", problem })] };
}

function check(project: Project, receipts: readonly ReceiptReading[]): TicksCheck {
  const ticks = foretellAll(project.national, transactionsShown(receipts));
  const steps = [...ticks].flatMap(([hash, { problem }]) =>
    problem === null ? [] : [finding(VERIFY.TICK, { what: `The tick ${hash}`, problem })],
  );
  const layers = (Object.keys(FORMS) as LayerId[]).flatMap((layer) =>
    layerProblem(layer, { project, receipts, ticks }),
  );
  return { ticks: ticks.size, findings: [...steps, ...layers] };
}

/** Every tick of the chain, by its transaction. */
function foretellAll(terms: Plan, records: readonly TransactionRecord[]): Map<string, Foretold> {
  const mirror = new ThermostatMirror(thermostatConfig(terms).fadeSeconds);
  const ticks = new Map<string, Foretold>();
  for (const record of records) {
    const expected = mirror.foretell(record);
    if (expected !== null) {
      const { start, step } = expected;
      const difference = firstDifference(texts(tickSeen(record, step.beforeWad)), texts(step));
      const problem =
        difference === undefined ? null : `is not what its mirror foretells, at "${difference.pointer}"`;
      ticks.set(record.hash, { start, problem });
    }
    mirror.take(record);
  }
  return ticks;
}

function texts(values: object): unknown {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

interface Scene {
  readonly project: Project;
  readonly receipts: readonly ReceiptReading[];
  readonly ticks: ReadonlyMap<string, Foretold>;
}

function layerProblem(layer: LayerId, { project, receipts, ticks }: Scene): Finding[] {
  const plan = project[layer];
  const place = artefactPath(receiptPath(FORMS[layer]));
  const read = receipts.find(({ path }) => path === reportPath(place))?.read;
  if (plan === null || read === undefined || !read.ok) return [];
  const problem = (text: string) => [finding(VERIFY.TICK, { what: `"${place}"`, problem: text })];
  const broken = receiptShape(FORMS[layer])(read.value.document, "");
  if (broken !== undefined) return problem(sentence(broken));
  const shown = read.value.document as CourseDocument;
  const own = receipts.filter(({ path }) => path.startsWith(`${reportPath(artefactPath(FOLDERS[layer]))}/`));
  const told = tellTicks({
    layer,
    plan,
    terms: project.national,
    records: transactionsShown(own),
    starts: startsOf(shown, ticks),
    supplied: project.readings ?? null,
  });
  const difference = firstDifference(shown, documentOf(shown, told));
  return difference === undefined
    ? []
    : problem(`is not what plan, readings and events make of it, at "${difference.pointer}"`);
}

/** The whole document as it is written; how it begins is checked already. */
function documentOf({ format, kind }: CourseDocument, told: ThermostatCourse): unknown {
  return JSON.parse(toJson({ format, kind, ...told }));
}

/** Which block was read is the receipt's to say: all that follows from it is compared. */
function startsOf({ ticks: shown }: CourseDocument, ticks: ReadonlyMap<string, Foretold>): TickReading[] {
  return shown.map(({ transaction, readAtBlock }) => {
    const start = ticks.get(transaction)?.start;
    if (start === undefined) throw new Error(`no tick is known by ${transaction}`);
    return { ...start, block: readAtBlock };
  });
}

/** What was foretold, for people; `null` if it was not checked. */
export function ticksLine(check: TicksCheck | null): string {
  if (check === null) return "  ticks  not foretold";
  const verdict = check.findings.length === 0 ? "as they were, to the last digit" : "not as they were";
  return `  ticks  ${check.ticks} steps of the thermostat foretold from readings and events: ${verdict}`;
}
