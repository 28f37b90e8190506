import type { TransactionRecord } from "../../src/model/record.ts";
import { recordsAt } from "../../src/records/located-records.ts";
import type { Payload } from "../payload.ts";
import { namesIn } from "./names.ts";
import type { ToldPage } from "./page.ts";

/** Something that can be searched for and opened. */
export interface Item {
  readonly kind: "job" | "drill" | "transaction" | "event" | "actor" | "file";
  /** As in an address: `tx=0x…` */
  readonly to: string;
  readonly title: string;
  readonly note: string;
  /** What is searched, in lower case. */
  readonly text: string;
}

export interface FoundTransaction {
  readonly record: TransactionRecord;
  /** Where it stands: a receipt relative to `data/`, and an RFC 6901 pointer. */
  readonly receipt: string;
  readonly pointer: string;
}

export interface Evidence {
  readonly items: readonly Item[];
  readonly transactions: ReadonlyMap<string, FoundTransaction>;
  /** By address in lower case. */
  readonly names: ReadonlyMap<string, string>;
}

export function evidenceIn(payload: Payload, page: ToldPage): Evidence {
  const names = namesIn(payload);
  const transactions = transactionsIn(payload);
  const found = [...transactions.values()];
  const items = [
    ...(page.jobs.ok ? page.jobs.value : []).map((job) =>
      item("job", `job=${job.id}`, job.id, `${job.title}, ${job.place}, ${job.agent}`),
    ),
    ...(page.drills.ok ? page.drills.value : []).map((drill) =>
      item("drill", `drill=${drill.id}`, drill.id, drill.intervention),
    ),
    ...[...names].map(([address, name]) => item("actor", `actor=${address}`, name, address)),
    ...payload.listed.map(({ path, sha256 }) => item("file", `file=${path}`, path, sha256)),
    ...found.map(({ record }) =>
      item("transaction", `tx=${record.hash}`, callOf(record), `block ${record.block}, ${record.hash}`),
    ),
    ...found.flatMap(({ record }) =>
      record.events.map(({ contract, name, args }) =>
        item("event", `tx=${record.hash}`, `${contract}.${name}`, `block ${record.block}, ${said(args)}`),
      ),
    ),
  ];
  return { items, transactions, names };
}

/** Most that a search shows. */
const MOST_HITS = 60;

export interface Hits {
  readonly shown: readonly Item[];
  readonly all: number;
}

/** @param words every one of them must occur */
export function search({ items }: Evidence, words: string, kind: string): Hits {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0 && kind === "") return { shown: [], all: 0 };
  const hits = items.filter(
    (each) => (kind === "" || each.kind === kind) && wanted.every((word) => each.text.includes(word)),
  );
  return { shown: hits.slice(0, MOST_HITS), all: hits.length };
}

export function callOf({ contract, to, function: name }: TransactionRecord): string {
  if (contract === null) return to === null ? "contract created" : `call of ${to}`;
  return `${contract}.${name ?? "(unknown)"}`;
}

/** The first receipt that shows a transaction stands for all that do. */
function transactionsIn(payload: Payload): ReadonlyMap<string, FoundTransaction> {
  const found = new Map<string, FoundTransaction>();
  for (const path of payload.paths.filter((each) => each.endsWith(".json"))) {
    for (const { pointer, record } of recordsAt(payload.json(path))) {
      if (isWhole(record) && !found.has(record.hash))
        found.set(record.hash, { record, receipt: path, pointer });
    }
  }
  return found;
}

/** Any document can hold what looks like a record. */
function isWhole(record: TransactionRecord): boolean {
  return Array.isArray(record.events) && record.events.every((event) => typeof event?.args === "object");
}

function item(kind: Item["kind"], to: string, title: string, note: string): Item {
  return { kind, to, title, note, text: `${title} ${note}`.toLowerCase() };
}

const LONGEST_NOTE = 160;

function said(args: object): string {
  return JSON.stringify(args).slice(0, LONGEST_NOTE).replaceAll('"', "");
}
