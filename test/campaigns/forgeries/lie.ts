import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { StageManifest } from "../../../src/model/manifest.ts";
import { toJson } from "../../../src/support/json.ts";

/** What a forger tells in the place of the truth, and how the rest is made to fit. */
export interface Lie {
  /** Of which kind it is: a row of the table. */
  readonly kind: string;
  /** Where it stands: a file, or a field of one. */
  readonly place: string;
  readonly tell: (forger: Forger) => void;
  /** What is made anew afterwards: every digest, those of the bag only, or nothing. By default every one. */
  readonly sealing?: "all" | "bag" | "nothing";
}

/** Somebody with a dossier of their own to change. */
export class Forger {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** @param path relative to `data/`, as those of the others. */
  text(path: string): string {
    return readFileSync(this.#at(path), "utf8");
  }

  put(path: string, content: string | Buffer): void {
    mkdirSync(dirname(this.#at(path)), { recursive: true });
    writeFileSync(this.#at(path), content);
  }

  edit(path: string, change: (text: string) => string): void {
    this.put(path, change(this.text(path)));
  }

  /** In the spelling of the product, so that only what it says is another. */
  editJson(path: string, change: (document: Json) => void): void {
    const document = JSON.parse(this.text(path));
    change(document);
    this.put(path, toJson(document));
  }

  remove(path: string): void {
    rmSync(this.#at(path));
  }

  /** Changes what the script that left a file says of its outputs. */
  claim(path: string, change: (outputs: StageManifest["outputs"]) => readonly Json[]): void {
    const inside = path.replace(/^reports\//, "");
    for (const { at, manifest } of this.manifests()) {
      if (!manifest.outputs.some((output) => output.path === inside)) continue;
      const outputs = change(manifest.outputs).toSorted((a, b) => (String(a.path) < String(b.path) ? -1 : 1));
      this.put(at, toJson({ ...manifest, outputs }));
    }
  }

  manifests(): { readonly at: string; readonly manifest: StageManifest }[] {
    const paths = this.paths().filter((path) => path.startsWith("reports/manifests/"));
    return paths.map((at) => ({ at, manifest: JSON.parse(this.text(at)) }));
  }

  /** Whether an anchor has what a script left, with any digest. */
  isAnchored(script: string, { path }: Json): boolean {
    const anchors = this.paths().filter((each) => each.startsWith("reports/omnisovereign/receipts/anchors/"));
    const left = anchors.flatMap((each) => JSON.parse(this.text(each)).left);
    return left.some(
      (each: Json) => each.script === script && each.outputs.some((file: Json) => file.path === path),
    );
  }

  /** Every file, sorted. */
  paths(): string[] {
    const data = join(this.folder, "data");
    return readdirSync(data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(data, join(parentPath, name)))
      .sort();
  }

  #at(path: string): string {
    const at = join(this.folder, "data", path);
    if (!existsSync(this.folder)) throw new Error(`there is no dossier ${this.folder}`);
    return at;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a forger looks into documents of every kind
export type Json = any;
