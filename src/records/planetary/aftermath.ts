import {
  type Aftermath,
  type Difference,
  isStated,
  type Preflight,
  type Stated,
} from "../../model/decision.ts";
import type { SittingReadings } from "../../model/planetary-readings.ts";
import type { TransactionRecord } from "../../model/record.ts";

const BOOKKEEPERS: readonly string[] = ["QuadraticGovernor", "CouncilTimelock"];

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
  { first, last }: Tries,
  { hash, from }: TransactionRecord,
  changes: Stated<readonly Difference[]>,
  feeRecipients: readonly string[],
): Aftermath {
  const reason = reasonOf(changes, last.storage, last.nativeCoin);
  if (reason !== undefined || !isStated(changes)) {
    const nothing = { onlyForeseen: [], onlyExecuted: [], bookkeepingSlots: 0, clockSlots: 0 };
    return {
      transaction: hash,
      agreement: "could not be computed",
      ...(reason ? { reason } : {}),
      ...nothing,
    };
  }
  const foreseen = [last.storage, last.nativeCoin].flatMap(listed);
  const paid = [from.toLowerCase(), ...feeRecipients];
  const executed = changes.filter((difference) => !isFee(difference, paid));
  const expected = new Set(foreseen.map(keyOf));
  const happened = new Set(executed.map(keyOf));
  const unforeseen = executed.filter((difference) => !expected.has(keyOf(difference)));
  const byClock = clockSlots(first, foreseen, unforeseen);
  const isByClock = (difference: Difference) => byClock.has(placeOf(difference));
  const onlyForeseen = foreseen.filter(
    (difference) => !happened.has(keyOf(difference)) && !isByClock(difference),
  );
  const onlyExecuted = unforeseen.filter(
    (difference) => !isBookkeeping(difference) && !isByClock(difference),
  );
  return {
    transaction: hash,
    agreement: onlyForeseen.length + onlyExecuted.length === 0 ? "equal" : "differs",
    onlyForeseen,
    onlyExecuted,
    bookkeepingSlots: unforeseen.filter(isBookkeeping).length,
    clockSlots: byClock.size,
  };
}

/** Slots that each try and the execution, made at three times, wrote three values into over the same one. */
function clockSlots(
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
