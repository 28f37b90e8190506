import {
  type Aftermath,
  type Difference,
  isStated,
  type Preflight,
  type Stated,
} from "../../model/decision.ts";
import type { SittingReadings } from "../../model/planetary-readings.ts";
import type { TransactionRecord } from "../../model/record.ts";
import { OWNER_SAFE } from "../owner-safe.ts";

const BOOKKEEPERS: readonly string[] = ["QuadraticGovernor", "CouncilTimelock", OWNER_SAFE];

/**
 * Holds what executions changed against what was foreseen once the timelock's delay was over.
 *
 * @param executions the transactions that executed what the pre-flights tried, in their order.
 */
export function aftermathsOf(
  { preflights, renewals, executed }: Pick<SittingReadings, "preflights" | "renewals" | "executed">,
  executions: readonly TransactionRecord[],
): Aftermath[] {
  return executions.map((execution, index) =>
    compare(
      { first: preflights[index] as Preflight, last: renewals[index] as Preflight },
      execution,
      executed.changes[index] as Stated<readonly Difference[]>,
      executed.feeRecipients,
    ),
  );
}

/** The same call tried before it was queued, and again just before it was executed. */
interface Tries {
  readonly first: Preflight;
  readonly last: Preflight;
}

function compare(
  tries: Tries,
  execution: TransactionRecord,
  changes: Stated<readonly Difference[]>,
  feeRecipients: readonly string[],
): Aftermath {
  const { storage, nativeCoin } = tries.last;
  const reason = reasonOf(changes, storage, nativeCoin);
  if (reason !== undefined || !isStated(changes)) {
    return {
      transaction: execution.hash,
      agreement: "could not be computed",
      ...(reason ? { reason } : {}),
      onlyForeseen: [],
      onlyExecuted: [],
      bookkeepingSlots: 0,
      clockSlots: 0,
    };
  }
  const paid = [(execution.via?.sender ?? execution.from).toLowerCase(), ...feeRecipients];
  const found = compareChanges(
    tries,
    changes.filter((difference) => !isFee(difference, paid)),
  );
  const isEqual = found.onlyForeseen.length + found.onlyExecuted.length === 0;
  return { transaction: execution.hash, agreement: isEqual ? "equal" : "differs", ...found };
}

function compareChanges(
  { first, last }: Tries,
  executed: readonly Difference[],
): Omit<Aftermath, "transaction" | "agreement"> {
  const foreseen = [last.storage, last.nativeCoin].flatMap(listed);
  const expected = new Set(foreseen.map(keyOf));
  const happened = new Set(executed.map(keyOf));
  const missing = foreseen.filter((difference) => !happened.has(keyOf(difference)));
  const unforeseen = executed.filter((difference) => !expected.has(keyOf(difference)));
  const timed = timedPlaces(first, foreseen, unforeseen);
  const isTimed = (difference: Difference) => timed.has(placeOf(difference));
  return {
    onlyForeseen: missing.filter((difference) => !isTimed(difference)),
    onlyExecuted: unforeseen.filter((difference) => !isBookkeeping(difference) && !isTimed(difference)),
    bookkeepingSlots: unforeseen.filter(isBookkeeping).length,
    clockSlots: timed.size,
  };
}

/** Slots into which both tries and the execution, made at three times, wrote three values over the same one. */
function timedPlaces(
  first: Preflight,
  foreseen: readonly Difference[],
  unforeseen: readonly Difference[],
): Set<string> {
  const written = (some: readonly Difference[]) =>
    new Map(some.filter((difference) => "slot" in difference).map((each) => [placeOf(each), each.after]));
  const [one, other] = [written(listed(first.storage)), written(foreseen)];
  const third = written(unforeseen);
  const places = [...third.keys()].filter((place) => {
    const values = [one, other, third].map((values) => values.get(place));
    return !values.includes(undefined) && new Set(values).size === values.length;
  });
  return new Set(places);
}

function listed(differences: Stated<readonly Difference[]>): readonly Difference[] {
  return isStated(differences) ? differences : [];
}

/** Why the first of these that could not be computed could not. */
function reasonOf(...parts: readonly Stated<readonly Difference[]>[]): string | undefined {
  const missing = parts.find((part) => !isStated(part));
  return missing && "couldNotBeComputed" in missing ? missing.couldNotBeComputed : undefined;
}

/** Fees move the native coin of whoever sends, and of whoever a block names. */
function isFee(difference: Difference, paid: readonly string[]): boolean {
  return !("slot" in difference) && paid.includes(difference.address.toLowerCase());
}

function isBookkeeping(difference: Difference): boolean {
  return "slot" in difference && BOOKKEEPERS.includes(difference.contract);
}

function keyOf(difference: Difference): string {
  return `${placeOf(difference)} ${difference.after}`;
}

/** Where something changed, and from what. */
function placeOf(difference: Difference): string {
  const { address, before } = difference;
  return ["slot" in difference ? difference.slot : "native coin", address, before].join(" ");
}
