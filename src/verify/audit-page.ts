import { isOfBooks } from "../economics/ledger.ts";
import type { Reading } from "../economics/ledger-check.ts";
import type { NationalDeploy } from "../model/receipt-contents.ts";

import type { TransactionRecord } from "../model/record.ts";
import { isDraw, isOfDraws } from "../records/draw-sources.ts";
import { positions, totals } from "../records/holdings-shape.ts";
import { inChainOrder, isRecord } from "../records/located-records.ts";
import type { ReadReceipt } from "../records/read-receipt.ts";
import { count, type Parsed, type Shape, sentence, text } from "../support/shape.ts";
import { ownerSafeIn, type SignedCall, signedCallOf } from "./audit-signatures.ts";
import { type KnownNames, knownNames, withKnownNames } from "./known-names.ts";

/** What one receipt file says of money; names and addresses in it are attacker-controlled. */
export interface AuditPage {
  readonly path: string;
  /** With those events only that move tokens, end a job or decide a draw, and with those arguments only that a draw has. */
  readonly records: readonly TransactionRecord[];
  readonly readings: readonly Reading[];
  readonly payments: readonly ListedPayments[];
  /** What the owner's Safe did. */
  readonly signed: readonly SignedCall[];
  /** Who signs for the owner, where the receipt says it. */
  readonly ownerSafe: NationalDeploy["ownerSafe"] | undefined;
}

/** The payments that a receipt lists for a job. */
export interface ListedPayments {
  readonly jobId: string;
  /** RFC 6901. */
  readonly pointer: string;
  readonly payments: unknown;
}

/** Whatever stands for an address: who is none of the books' has nothing there. */
const POSITIONS = positions(text);

/**
 * @param once of all pages that are held together.
 * @returns what a receipt says of money, or why it cannot be one.
 */
export function auditPage(
  path: string,
  { document, records }: ReadReceipt,
  once: KnownNames = knownNames(),
): Parsed<AuditPage> {
  const objects = [...objectsIn(document)];
  const readings = objects.filter(({ value }) => Object.hasOwn(value, "totals"));
  const problem = readings.map(({ value, pointer }) => problemOf(value, pointer)).find(Boolean);
  if (problem !== undefined) return { ok: false, problem };
  const page: AuditPage = {
    path,
    records: inChainOrder(records).map(({ record: found }) =>
      withKnownNames(
        {
          ...found,
          args: found.events.some(isDraw) ? found.args : NONE,
          events: found.events.filter((event) => isOfBooks(event) || isOfDraws(event)),
        },
        once,
      ),
    ),
    readings: readings.map(({ value }) => readingOf(value)),
    payments: objects.flatMap(({ value, pointer }) => listedIn(value, pointer)),
    signed: records.flatMap(({ record: found }) => signedCallOf(found)),
    ownerSafe: ownerSafeIn(document),
  };
  return { ok: true, value: page };
}

const NONE = {};

type Value = Readonly<Record<string, unknown>>;

/** Every object of a document that is no transaction's. */
function* objectsIn(document: unknown): Generator<{ value: Value; pointer: string }> {
  const open: { value: unknown; pointer: string }[] = [{ value: document, pointer: "" }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, pointer } = next;
    if (typeof value !== "object" || value === null || isRecord(value)) continue;
    if (!Array.isArray(value)) yield { value: value as Value, pointer };
    for (const [key, inner] of Object.entries(value))
      open.push({ value: inner, pointer: `${pointer}/${key}` });
  }
}

function problemOf(value: Value, at: string): string | undefined {
  const checks: readonly (readonly [Shape, unknown, string])[] = [
    [count, value.block, "block"],
    [totals, value.totals, "totals"],
    ...(value.positions === undefined ? [] : [[POSITIONS, value.positions, "positions"] as const]),
  ];
  for (const [shape, part, name] of checks) {
    const broken = shape(part, `${at}/${name}`);
    if (broken !== undefined) return sentence(broken);
  }
  return undefined;
}

/** @param reading has the shapes that {@link problemOf} asks for. */
function readingOf(reading: Value): Reading {
  return { block: reading.block, positions: reading.positions ?? [], totals: reading.totals } as Reading;
}

function listedIn({ jobId, payments }: Value, pointer: string): ListedPayments[] {
  if (payments === undefined || typeof jobId !== "string") return [];
  return [{ jobId, pointer: `${pointer}/payments`, payments }];
}
