import type { ArtefactPath } from "../model/artefact.ts";
import { kindOf } from "../support/payload.ts";

/** Bytes that a page takes in at the most, before they are compressed: beyond this neither program nor browser stays quick. */
export const MOST_PAGE_BYTES = 32 * 2 ** 20;

/** What goes first when there is too much, the last first: the page tells nothing from files that are only shown. */
const RANKS: readonly ((path: ArtefactPath) => boolean)[] = [
  (path) => ["plan", "kit", "data"].includes(kindOf(path)),
  (path) => kindOf(path) === "receipt" && !path.includes("/jobs/"),
  (path) => kindOf(path) === "receipt",
  (path) => kindOf(path) !== "journal",
  () => true,
];

/** The payload files that a page takes in: all, where they are not too much. Memory stays flat, whatever a mission leaves. */
export class PageFiles {
  readonly #ranks = RANKS.map(() => new Map<ArtefactPath, Uint8Array>());
  #bytes = 0;

  offer(path: ArtefactPath, content: string | Uint8Array): void {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    this.#ranks[RANKS.findIndex((belongs) => belongs(path))]?.set(path, bytes);
    this.#bytes += bytes.length;
    while (this.#bytes > MOST_PAGE_BYTES) this.#drop();
  }

  get files(): ReadonlyMap<ArtefactPath, Uint8Array> {
    return new Map(this.#ranks.flatMap((files) => [...files]));
  }

  /** The latest of the last rank that has any. */
  #drop(): void {
    const files = this.#ranks.findLast(({ size }) => size > 0);
    const [path, bytes] = [...(files ?? [])].at(-1) ?? [];
    if (files === undefined || path === undefined) return;
    files.delete(path);
    this.#bytes -= bytes?.length ?? 0;
  }
}
