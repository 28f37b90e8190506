import type { Left } from "../../acts/left.ts";
import type { PayloadFile } from "../../dossier/bag.ts";
import type { ArtefactPath } from "../../model/artefact.ts";
import { artefactPath, byCodeUnit } from "../../support/paths.ts";
import { reportPath, withinReports } from "../../support/payload.ts";
import { sha256 } from "../../system/files.ts";

/** A file that was made again; `path` is relative to `data/`. */
export interface DerivedFile extends PayloadFile {
  readonly text: string;
}

/** What has been made again of a payload so far; for those who act again it is what earlier scripts left. */
export class DerivedFiles implements Left {
  readonly #files = new Map<string, DerivedFile>();

  /** In the order in which they were made. */
  get all(): readonly DerivedFile[] {
    return [...this.#files.values()];
  }

  /** @param path relative to `data/`. A file that is made once more takes the place of the older one. */
  add(path: ArtefactPath, text: string): DerivedFile {
    const file = { path, text, sha256: sha256(text), bytes: Buffer.byteLength(text) };
    this.#files.delete(path);
    this.#files.set(path, file);
    return file;
  }

  /** @param path relative to `data/`. */
  remove(path: ArtefactPath): void {
    this.#files.delete(path);
  }

  /** @param path relative to `data/`. */
  at(path: ArtefactPath): DerivedFile | undefined {
    return this.#files.get(path);
  }

  async text(path: string): Promise<string | null> {
    return this.at(reportPath(artefactPath(path)))?.text ?? null;
  }

  async below(folder: string): Promise<readonly string[]> {
    const inside = this.all.flatMap(({ path }) => withinReports(path) ?? []);
    return inside.filter((path) => path.startsWith(`${folder}/`)).sort(byCodeUnit);
  }
}
