import type { Reader } from "../../../src/chain/rehearsal/reader.ts";
import type { Cast } from "../../../src/model/cast.ts";
import type { DrillRecord } from "../../../src/model/drill.ts";
import type { DrillReadings, OwnReadings, TickReading } from "../../../src/model/drill-readings.ts";
import type { TakeoffReadings } from "../../../src/model/layer-run.ts";
import type { Plan } from "../../../src/model/plan.ts";
import type { TransactionRecord } from "../../../src/model/record.ts";
import {
  holdsRole,
  readDelay,
  readGuardian,
  readJobTerms,
  readJudgingDelay,
  readPolicy,
  readStanding,
  readTick,
  tryAs,
  tryFromContracts,
} from "../../../src/observe/drill-states.ts";
import { readPositions } from "../../../src/observe/positions.ts";
import { readSteadyState } from "../../../src/observe/steady-state.ts";
import { Views } from "../../../src/observe/views.ts";
import type { AddressBook } from "../../../src/records/address-book.ts";
import { guardedCalls } from "../../../src/records/drills/guarded-calls.ts";
import { revokedValidator } from "../../../src/records/drills/revoked-validator.ts";
import { nationalScenes } from "../../../src/records/drills/scene.ts";
import { selfGrant } from "../../../src/records/drills/self-grant.ts";
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
  for (const { drill } of nationalScenes(plan, cast)) {
    const { before, after } = drills.find(({ id }) => id === drill.id) as DrillRecord;
    const own = left.records.filter(({ block }) => block > before.block && block <= after.block);
    readings.push({
      before: await readSteadyState(viewsAt(left, before.block)),
      own: await readOwn(left, drill.kind, own),
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
  kind: DrillRecord["kind"],
  records: readonly TransactionRecord[],
): Promise<OwnReadings> {
  const { book, cast, plan } = left;
  const sent = (...names: string[]) => records.filter((record) => names.includes(record.function ?? ""));
  const before = (record: TransactionRecord | undefined) => viewsAt(left, (record?.block ?? 0) - 1);
  switch (kind) {
    case "pause": {
      const guardian = await readGuardian(before(sent("guardianPause")[0]));
      const calls = guardedCalls(book.entries(), cast, plan);
      return { kind, guardian, tried: await tryFromContracts(before(sent("guardianResume")[0]), calls) };
    }
    case "thermostat":
      return { kind, ticks: await Promise.all(sent("tick").map((record) => readTick(before(record)))) };
    case "revocation": {
      const { address } = revokedValidator(cast).person.account;
      const [revoked, restored] = sent("setRoles").map(({ block }) => block) as [number, number];
      const blocks = [revoked, revoked + 1, restored, restored + 1];
      const standings = await Promise.all(blocks.map((block) => readStanding(viewsAt(left, block), address)));
      return { kind, delaySeconds: await readJudgingDelay(viewsAt(left, revoked)), standings };
    }
    case "parameters": {
      const early = sent("setUnbondingSeconds").find(({ status }) => status === "reverted");
      const move = {
        contract: "StakeManager",
        function: "setUnbondingSeconds",
        args: [early?.args.valueSeconds],
      };
      return { kind, early: await tryAs(viewsAt(left, early?.block ?? 0), cast.owner, move) };
    }
    case "grant-cancelled": {
      const views = viewsAt(left, sent("grantRole")[0]?.block ?? 0);
      const { call, role } = selfGrant(cast);
      const isHeld = await holdsRole(views, role, cast.owner.address);
      return { kind, late: await tryAs(views, cast.owner, call), isHeld };
    }
    default: {
      const [posted] = records;
      const jobId = uintArg(eventOf(posted, "JobCreated").args, "jobId");
      const [triggered] = sent("triggerDelayPolicy", "triggerPauseCheck");
      return {
        kind: "job",
        terms: await readJobTerms(viewsAt(left, posted?.block ?? 0), jobId),
        late: triggered
          ? {
              before: await readDelay(before(triggered), incentiveConfig(plan).epochSeconds, jobId),
              left: await readPolicy(viewsAt(left, sent("finalize").at(-1)?.block ?? 0)),
            }
          : null,
      };
    }
  }
}

/** The contracts as they stood at a block. */
function viewsAt({ reader, book }: Left, block: number): Views {
  const now = BigInt(reader.journal.blocks[block - 1]?.timestamp ?? 0);
  return new Views({ ...reader, clock: { now, block }, calls: (calls) => reader.calls(calls, block) }, book);
}
