import type { Reader } from "../../../src/chain/rehearsal/reader.ts";
import type { Cast } from "../../../src/model/cast.ts";
import type { DrillRecord } from "../../../src/model/drill.ts";
import type { DrillReadings, OwnReadings, TickReading } from "../../../src/model/drill-readings.ts";
import type { TakeoffReadings } from "../../../src/model/layer-run.ts";
import type { Plan } from "../../../src/model/plan.ts";
import type { TransactionRecord } from "../../../src/model/record.ts";
import { readDelay, readJobTerms, readPolicy, readTick } from "../../../src/observe/drill-states.ts";
import { passThrough } from "../../../src/observe/own-drill.ts";
import { readPositions } from "../../../src/observe/positions.ts";
import { readSteadyState } from "../../../src/observe/steady-state.ts";
import { Views } from "../../../src/observe/views.ts";
import type { AddressBook } from "../../../src/records/address-book.ts";
import { ownSceneOf } from "../../../src/records/drills/own/own-scene.ts";
import { type DrillScene, nationalScenes } from "../../../src/records/drills/scene.ts";
import { eventOf, uintArg } from "../../../src/records/events.ts";
import { incentiveConfig } from "../../../src/records/settings.ts";

/** What a takeoff left, and the chain that its journal rebuilds. */
interface Left {
  readonly reader: Reader;
  readonly book: AddressBook;
  readonly plan: Plan;
  readonly cast: Cast;
  readonly records: readonly TransactionRecord[];
  /** As the receipts have them; only where they begin and end is taken from them. */
  readonly drills: readonly DrillRecord[];
  readonly lastBlock: number;
}

/** Reads at its block, once more, all that the takeoff read while it ran. */
export async function readAgain(left: Left): Promise<TakeoffReadings> {
  const { plan, cast, drills, lastBlock } = left;
  const last = viewsAt(left, lastBlock);
  const readings: DrillReadings[] = [];
  for (const scene of nationalScenes(plan, cast)) {
    const { before, after } = drills.find(({ id }) => id === scene.drill.id) as DrillRecord;
    const own = left.records.filter(({ block }) => block > before.block && block <= after.block);
    readings.push({
      before: await readSteadyState(viewsAt(left, before.block)),
      own: await readOwn(left, scene, before.block, own),
      after: await readSteadyState(viewsAt(left, after.block)),
    });
  }
  return {
    ticks: await missionTicks(left),
    drills: readings,
    positions: await readPositions(last, cast),
    final: await readSteadyState(last),
  };
}

/** Before each tick that came before the first drill. */
function missionTicks(left: Left): Promise<TickReading[]> {
  const end = left.drills[0]?.before.block ?? left.lastBlock;
  const ticks = left.records.filter(({ function: name, block }) => name === "tick" && block <= end);
  return Promise.all(ticks.map(({ block }) => readTick(viewsAt(left, block - 1))));
}

async function readOwn(
  left: Left,
  scene: DrillScene,
  first: number,
  records: readonly TransactionRecord[],
): Promise<OwnReadings> {
  const own = ownSceneOf(scene);
  if (own !== null) {
    const course = { at: (block: number) => viewsAt(left, block), make: async () => undefined };
    return { kind: "own", moments: await passThrough(own, first, course) };
  }
  const sent = (...names: string[]) => records.filter((record) => names.includes(record.function ?? ""));
  const before = (record: TransactionRecord | undefined) => viewsAt(left, (record?.block ?? 0) - 1);
  const [posted] = records;
  const jobId = uintArg(eventOf(posted, "JobCreated").args, "jobId");
  const [triggered] = sent("triggerDelayPolicy", "triggerPauseCheck");
  return {
    kind: "job",
    terms: await readJobTerms(viewsAt(left, posted?.block ?? 0), jobId),
    late: triggered
      ? {
          before: await readDelay(before(triggered), incentiveConfig(left.plan).epochSeconds, jobId),
          left: await readPolicy(viewsAt(left, sent("finalize").at(-1)?.block ?? 0)),
        }
      : null,
  };
}

/** The contracts as they stood at a block. */
function viewsAt({ reader, book }: Left, block: number): Views {
  const now = BigInt(reader.journal.blocks[block - 1]?.timestamp ?? 0);
  return new Views({ ...reader, clock: { now, block }, calls: (calls) => reader.calls(calls, block) }, book);
}
