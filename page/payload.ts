import type { FileDigest } from "../src/model/artefact.ts";
import { type ReceiptDocument, type ReceiptId, receiptAt } from "../src/model/receipts.ts";
import { receiptShape } from "../src/records/receipt-shapes.ts";
import { overJsonLimit } from "../src/support/json-limits.ts";
import { byCodeUnit, byPath } from "../src/support/paths.ts";
import { printable } from "../src/support/text.ts";

const REPORTS = "reports/";
const LIMITS = { depth: 64, values: 2_000_000 };

/** A dossier's payload as the page has it. All of it is attacker-controlled. */
export class Payload {
  /** Sorted. */
  readonly paths: readonly string[];
  readonly listed: readonly FileDigest[];
  readonly #files: ReadonlyMap<string, Uint8Array>;
  readonly #documents = new Map<string, unknown>();

  /** @param files by path relative to `data/`; @param listed what its manifest lists, the same paths */
  constructor(files: ReadonlyMap<string, Uint8Array>, listed: readonly FileDigest[]) {
    this.#files = files;
    this.listed = listed.toSorted(byPath);
    this.paths = [...files.keys()].sort(byCodeUnit);
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  bytes(path: string): Uint8Array<ArrayBuffer> | undefined {
    return this.#files.get(path) as Uint8Array<ArrayBuffer> | undefined;
  }

  /** Not made printable: for parsers, and for what is shown line by line. */
  text(path: string): string | undefined {
    const bytes = this.#files.get(path);
    return bytes && new TextDecoder().decode(bytes);
  }

  /** A JSON document whose texts are all printable; `undefined` if there is none. Its shape is as its maker pleased. */
  json(path: string): unknown {
    if (!this.#documents.has(path)) this.#documents.set(path, parse(this.text(path), true));
    return this.#documents.get(path);
  }

  /** A JSON document as it is: to compare with, not to show. */
  raw(path: string): unknown {
    return parse(this.text(path), false);
  }

  /** The receipts of some forms that have the shape of their form, with where they lie, relative to `data/`. */
  receipts<Id extends ReceiptId>(...ids: readonly Id[]): { path: string; document: ReceiptDocument<Id> }[] {
    return this.paths.flatMap((path) => {
      const id = path.startsWith(REPORTS) ? receiptAt(path.slice(REPORTS.length)) : undefined;
      if (id === undefined || !(ids as readonly ReceiptId[]).includes(id)) return [];
      const document = this.json(path);
      const broken = receiptShape(id)(document, "");
      return broken === undefined ? [{ path, document: document as ReceiptDocument<Id> }] : [];
    });
  }
}

/** @param path relative to OUT @returns relative to `data/` */
export function inPayload(path: string): string {
  return `${REPORTS}${path}`;
}

function parse(text: string | undefined, isShown: boolean): unknown {
  if (text === undefined || overJsonLimit(text, LIMITS) !== undefined) return undefined;
  try {
    return isShown && MAY_MISLEAD.test(text) ? JSON.parse(text, madePrintable) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What may have to be made printable, which takes time: other than ASCII, and escapes of other than quotes and slashes. */
const MAY_MISLEAD = /[^\n -~]|\\[^"\\/]/;

function madePrintable(_: string, value: unknown): unknown {
  return typeof value === "string" ? printable(value) : value;
}
