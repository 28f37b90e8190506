import type { PendingOperation, RoleHolder } from "../../model/owner.ts";
import { textArg } from "../../records/events.ts";
import { DIVISION } from "../../records/planetary-settings.ts";
import type { ChainEvent } from "../history.ts";
import { view } from "../views.ts";
import { roleName, type Standpoint } from "./access.ts";

/**
 * Reads what is scheduled through the AccessManager and the timelock, and which pots wait to be divided.
 *
 * @param now seconds, raw time.
 */
export async function readPending(
  standpoint: Standpoint,
  now: bigint,
  roles: readonly RoleHolder[],
): Promise<PendingOperation[]> {
  const [delayed, queued, divided] = await Promise.all([
    readScheduled(standpoint, now, MANAGER),
    standpoint.history.of(TIMELOCK.contract, TIMELOCK.scheduled).length === 0
      ? []
      : readScheduled(standpoint, now, TIMELOCK),
    readOpenDivisions(standpoint, now),
  ]);
  return [
    ...(await withGuardians(standpoint, delayed, roles)),
    ...(await withCouncilsGuardian(standpoint, queued)),
    ...divided,
  ];
}

/** The caller, ADMIN, and whoever is guardian of the role that the call needs (OpenZeppelin `AccessManager.cancel`). */
async function withGuardians(
  { book, cast, reads }: Standpoint,
  operations: readonly Scheduled[],
  roles: readonly RoleHolder[],
): Promise<PendingOperation[]> {
  const needed = await reads.read(
    operations.map(({ target, selector }) =>
      view(MANAGER.contract, "getTargetFunctionRole", target, selector),
    ),
  );
  const guardians = await reads.read(
    needed.map((answer) => view(MANAGER.contract, "getRoleGuardian", answer[0])),
  );
  return operations.map(({ target, selector, ...operation }, index) => {
    const guardian = roleName(cast, guardians[index]?.[0] as bigint);
    const holders = roles.filter(
      ({ role, onChain }) => (role === guardian || role === "ADMIN") && onChain.startsWith("held"),
    );
    const names = [operation.caller, ...holders.map(({ name }) => name)];
    return { ...operation, cancellers: book.at(target) === undefined ? [operation.caller] : unique(names) };
  });
}

/** The governor cancels what it has queued when its guardian says so. */
async function withCouncilsGuardian(
  { names, reads }: Standpoint,
  operations: readonly Scheduled[],
): Promise<PendingOperation[]> {
  if (operations.length === 0) return [];
  const [answer] = await reads.read([view("QuadraticGovernor", "proposalGuardian")]);
  const cancellers = [names.of(String(answer?.[0]))];
  return operations.map(({ target, selector, ...operation }) => ({ ...operation, cancellers }));
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
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
/** `0x` and four bytes. */
const SELECTOR_LENGTH = 10;

/** What is scheduled, before it is known who can cancel it. */
interface Scheduled extends Omit<PendingOperation, "cancellers"> {
  readonly target: string;
  readonly selector: string;
}

async function readScheduled(
  { book, names, history, reads }: Standpoint,
  now: bigint,
  { contract, scheduled, id, schedule, caller }: Delayer,
): Promise<Scheduled[]> {
  // The timelock schedules several calls under one id, and tells of each by its index.
  const operations = new Map(
    history
      .of(contract, scheduled)
      .map((event) => [`${textArg(event.args, id)} ${event.args.index ?? ""}`, event] as const),
  );
  const entries = [...operations.values()].map((event) => [textArg(event.args, id), event] as const);
  const answers = await reads.read(
    entries.map(([operation]) => ({ contract, function: schedule, args: [operation] })),
  );
  return entries.flatMap(([operation, event], index): Scheduled[] => {
    const readyAt = answers[index]?.[0] as bigint;
    if (readyAt <= DONE) return [];
    const [address, data] = [textArg(event.args, "target"), textArg(event.args, "data")];
    const target = book.at(address);
    const call = target?.type.abi.parseTransaction({ data });
    return [
      {
        target: address,
        selector: data.slice(0, SELECTOR_LENGTH).padEnd(SELECTOR_LENGTH, "0"),
        through: contract,
        id: operation,
        caller: names.of(caller(event)),
        contract: target?.name ?? address,
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
      cancellers: [],
    };
  });
}
