import { join } from "node:path";
import type { ArtefactPath } from "../model/artefact.ts";
import type { Maker } from "../model/dossier.ts";
import { toJson } from "../support/json.ts";
import { digest, parseExact, record, text } from "../support/shape.ts";
import { readIfThere, sha256, writeWhole } from "../system/files.ts";
import { thisCode } from "./code.ts";

/** Beside the artefacts, outside every digest: other code that leaves the same makes the same dossier. */
const FOLDER = ".omnisovereign/made-by";

interface Note {
  /** Of the manifest that it is about. */
  readonly manifest: string;
  readonly madeBy: Maker;
}

const NOTE = record<Note>({ manifest: digest, madeBy: record<Maker>({ version: text, code: digest }) });

/**
 * Keeps who wrote a manifest, so that a run that goes on can tell what other code has left.
 *
 * @param out absolute
 */
export async function noteMaker(
  out: string,
  manifest: { readonly path: ArtefactPath; readonly text: string },
): Promise<void> {
  const note: Note = { manifest: sha256(manifest.text), madeBy: thisCode() };
  await writeWhole(join(out, notePath(manifest.path)), toJson(note));
}

/** @returns who wrote the manifest that lies there; `null` if nobody noted it, `undefined` if none does */
export async function makerOfManifest(out: string, path: ArtefactPath): Promise<Maker | null | undefined> {
  const manifest = await readIfThere(join(out, path));
  if (manifest === null) return undefined;
  const parsed = parseExact<Note>((await readIfThere(join(out, notePath(path)))) ?? "", NOTE);
  return parsed.ok && parsed.value.manifest === sha256(manifest) ? parsed.value.madeBy : null;
}

function notePath(manifest: ArtefactPath): string {
  return `${FOLDER}/${manifest.slice(manifest.lastIndexOf("/") + 1)}`;
}
