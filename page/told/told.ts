import { printable } from "../../src/support/text.ts";

/** A part of the page: what it tells, or that the documents it is told from cannot be read. */
export type Told<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: string };

/** Documents are attacker-controlled: one whose shape is another than its maker's spoils one part and no more. */
export function told<Value>(tell: () => Value): Told<Value> {
  try {
    return { ok: true, value: tell() };
  } catch (error) {
    const problem = error instanceof Error ? error.message : "unknown";
    return { ok: false, reason: printable(problem) };
  }
}

/** @throws Error if a document is not there; its text is shown */
export function wanted<Document>(document: Document | undefined, path: string): Document {
  if (document === undefined || document === null) throw new Error(`${path} is not there, or is no JSON.`);
  return document;
}
