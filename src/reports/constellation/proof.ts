import type { EventRecord, TransactionRecord } from "../../model/record.ts";
import type { StageId } from "../../model/stage.ts";
import { locateRecords, valueAt } from "../../records/located-records.ts";

/** Where a proof may lie: files of one stage, by their path relative to OUT. */
export interface Source {
  readonly stage: StageId;
  readonly path: RegExp;
}

/** A place in a document that shows what was looked for. */
export interface Found {
  /** RFC 6901. */
  readonly pointer: string;
  readonly transaction?: TransactionRecord;
  readonly event?: EventRecord;
  /** What a document states there, where that was looked for. */
  readonly value?: unknown;
}

/** With the digest of the file that shows it. */
export interface Shown extends Found {
  readonly sha256: string;
}

/** One thing that has to be found for an arrow to be proved. */
export interface Proof extends Source {
  /** `null` when that the file is there is enough. */
  readonly find: Finder | null;
}

/**
 * Looks for the first place that shows something.
 *
 * @param document attacker-controlled JSON.
 * @param earlier what was found for the arrow's proofs before this one.
 */
type Finder = (document: unknown, earlier: readonly Shown[]) => Found | undefined;

/** What is looked for: an event, in a transaction to somebody. Names may be patterns. */
export interface Wanted {
  readonly contract: string | RegExp;
  readonly event: string | RegExp;
  /** The function that was called, where that matters. */
  readonly in?: string;
  /** Who sent it: whoever sent the transaction that was found last before it. */
  readonly by?: "the same";
  /** How it has to fit what was found before. */
  readonly fits?: (event: EventRecord, earlier: EventRecord | undefined) => boolean;
}

/** A file of the stage. */
export function file(source: Source): Proof {
  return { ...source, find: null };
}

/** A successful transaction that emitted an event. */
export function emitted(source: Source, wanted: Wanted): Proof {
  return { ...source, find: (document, earlier) => findEvent(document, wanted, earlier) };
}

/** A call that a contract refused with an error. */
export function refused(source: Source, contract: string, error: string): Proof {
  return { ...source, find: (document) => findRefusal(document, contract, error) };
}

/** A value in a document that holds, given what was found before it. */
export function stated(
  source: Source,
  pointer: string,
  holds: (value: unknown, earlier: readonly Shown[]) => boolean,
): Proof {
  return {
    ...source,
    find: (document, earlier) => {
      const value = valueAt(document, pointer);
      return holds(value, earlier) ? { pointer, value } : undefined;
    },
  };
}

/** @returns the event that was found last. */
export function lastEvent(found: readonly Found[]): EventRecord | undefined {
  return found.findLast(({ event }) => event !== undefined)?.event;
}

function findEvent(
  document: unknown,
  { contract, event, in: called, by, fits = () => true }: Wanted,
  found: readonly Found[],
): Found | undefined {
  const earlier = lastEvent(found);
  const sender = found.findLast(({ transaction }) => transaction !== undefined)?.transaction?.from;
  for (const { pointer, record } of locateRecords(document)) {
    if (record.status !== "success" || (called !== undefined && record.function !== called)) continue;
    if (by === "the same" && record.from !== sender) continue;
    const at = record.events.findIndex(
      (candidate) =>
        isNamed(candidate.name, event) && isNamed(candidate.contract, contract) && fits(candidate, earlier),
    );
    const emission = record.events[at];
    if (emission) return { pointer: `${pointer}/events/${at}`, transaction: record, event: emission };
  }
  return undefined;
}

function findRefusal(document: unknown, contract: string, error: string): Found | undefined {
  const found = locateRecords(document).find(
    ({ record }) => record.status === "reverted" && record.contract === contract && record.error === error,
  );
  return found && { pointer: found.pointer, transaction: found.record };
}

function isNamed(name: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? name === wanted : wanted.test(name);
}
