import type { PendingOperation } from "../../model/owner.ts";
import { textArg } from "../../records/events.ts";
import { DIVISION } from "../../records/planetary-settings.ts";
import type { ChainEvent } from "../history.ts";
import { view } from "../views.ts";
import type { Standpoint } from "./access.ts";

/**
 * Reads what is scheduled through the AccessManager and the timelock, and which pots wait to be divided.
 *
 * @param now seconds, raw time.
 */
export async function readPending(standpoint: Standpoint, now: bigint): Promise<PendingOperation[]> {
  const [delayed, queued, divided] = await Promise.all([
    readScheduled(standpoint, now, MANAGER),
    standpoint.history.of(TIMELOCK.contract, TIMELOCK.scheduled).length === 0
      ? []
      : readScheduled(standpoint, now, TIMELOCK),
    readOpenDivisions(standpoint, now),
  ]);
  return [...delayed, ...queued, ...divided];
}

/** How a contract that delays calls speaks about them. Its schedule view gives 0, or 1, for what is done or cancelled. */
interface Delayer {
  readonly contract: string;
  readonly scheduled: string;
  readonly id: string;
  readonly schedule: string;
  readonly caller: (event: ChainEvent) => string;
}

const MANAGER: Delayer = {
  contract: "AccessManager",
  scheduled: "OperationScheduled",
  id: "operationId",
  schedule: "getSchedule",
  caller: ({ args }) => textArg(args, "caller"),
};

const TIMELOCK: Delayer = {
  contract: "CouncilTimelock",
  scheduled: "CallScheduled",
  id: "id",
  schedule: "getTimestamp",
  caller: ({ address }) => address,
};

const DONE = 1n;

async function readScheduled(
  { book, names, history, reads }: Standpoint,
  now: bigint,
  { contract, scheduled, id, schedule, caller }: Delayer,
): Promise<PendingOperation[]> {
  const operations = new Map(
    history.of(contract, scheduled).map((event) => [textArg(event.args, id), event]),
  );
  const entries = [...operations];
  const answers = await reads.read(
    entries.map(([operation]) => ({ contract, function: schedule, args: [operation] })),
  );
  return entries.flatMap(([operation, event], index): PendingOperation[] => {
    const readyAt = answers[index]?.[0] as bigint;
    if (readyAt <= DONE) return [];
    const target = book.at(textArg(event.args, "target"));
    const call = target?.type.abi.parseTransaction({ data: textArg(event.args, "data") });
    return [
      {
        through: contract,
        id: operation,
        caller: names.of(caller(event)),
        contract: target?.name ?? textArg(event.args, "target"),
        function: call?.name ?? "unknown",
        readyAt: readyAt.toString(),
        ready: readyAt <= now,
      },
    ];
  });
}

/** Anybody concludes a division once its window, in active time, is over; while nothing is paused that runs as raw time does. */
async function readOpenDivisions({ history, reads }: Standpoint, now: bigint): Promise<PendingOperation[]> {
  const concluded = new Set(history.of(DIVISION, "DivisionConcluded").map(({ args }) => args.divisionId));
  const open = history
    .of(DIVISION, "DivisionOpened")
    .map(({ args }) => textArg(args, "divisionId"))
    .filter((id) => !concluded.has(id));
  if (open.length === 0) return [];
  const [active, ...divisions] = await reads.read([
    view("SystemPause", "activeTime"),
    ...open.map((id) => view(DIVISION, "divisionOf", id)),
  ]);
  const activeTime = active?.[0] as bigint;
  return open.map((id, index) => {
    const deadline = divisions[index]?.[2] as bigint;
    const readyAt = now + deadline + 1n - activeTime;
    return {
      through: DIVISION,
      id,
      caller: TIMELOCK.contract,
      contract: DIVISION,
      function: "conclude",
      readyAt: readyAt.toString(),
      ready: readyAt <= now,
    };
  });
}
