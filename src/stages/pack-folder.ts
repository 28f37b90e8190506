import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { OmniError } from "../errors/error.ts";
import { OWNER } from "../errors/owner-errors.ts";
import type { ArtefactPath } from "../model/artefact.ts";
import type { Cast } from "../model/cast.ts";
import { OWNER_PACK } from "../model/layout.ts";
import type { Proposal } from "../model/proposal.ts";
import { readChange } from "../observe/read-change.ts";
import type { TracingViews } from "../observe/views.ts";
import { changePackMarkdown } from "../render/pack-markdown.ts";
import { packDocuments, stepsOf } from "../reports/owner/change-pack.ts";
import { byCodeUnit } from "../support/paths.ts";
import { dossierAround } from "../system/dossier-around.ts";
import { readIfThere, sha256 } from "../system/files.ts";
import { replaceFolder } from "../system/replace-folder.ts";

/** Every file of a pack, by its path in it. */
export type Pack = ReadonlyMap<string, string>;

/**
 * Makes a pack of what signers have to see. It follows from the chain and from what was asked alone.
 *
 * @param again the command that makes it anew and compares.
 */
export async function packOf(
  views: TracingViews,
  cast: Cast,
  proposals: readonly Proposal[],
  again: string,
): Promise<Pack> {
  const change = await readChange(views, cast, proposals);
  const steps = stepsOf(change);
  const documents = packDocuments(change, steps, views.book);
  documents.set(OWNER_PACK.words, changePackMarkdown(change, steps, again));
  const files = [...documents].toSorted(([a], [b]) => byCodeUnit(a, b));
  const sums = files.map(([path, content]) => `${sha256(content)}  ${path}\n`).join("");
  return new Map([...files, [OWNER_PACK.sums, sums]]);
}

/**
 * Leaves a pack as a folder of its own, whole or not at all.
 *
 * @throws OMNI2315 if something is there, or it would lie in a dossier
 */
export async function writePack(folder: string, pack: Pack): Promise<void> {
  const target = resolve(folder);
  const refuse = (problem: string) => new OmniError(OWNER.PACK_TAKEN, { folder, problem });
  if (existsSync(target)) throw refuse("is there already");
  if (dossierAround(target) !== null) throw refuse("lies in a dossier, which any more file would break");
  await replaceFolder(target, async (write) => {
    for (const [path, content] of pack) await write(path as ArtefactPath, content);
    return { ok: true };
  });
}

/**
 * Holds a folder against the pack that follows from the chain as it is now: what is missing, other or more fails.
 *
 * @param folder attacker-controlled in all that it holds
 * @throws OMNI2316 at the first difference
 */
export async function checkPack(folder: string, pack: Pack): Promise<void> {
  const target = resolve(folder);
  const differs = (problem: string) => new OmniError(OWNER.PACK_DIFFERS, { folder, problem });
  const found = await filesBelow(target).catch(() => {
    throw differs("it cannot be read");
  });
  const more = found.find((path) => !pack.has(path));
  if (more !== undefined) throw differs(`${more} is no part of it`);
  for (const [path, content] of pack) {
    const text = found.includes(path) ? await readIfThere(join(target, path)) : null;
    if (text === null) throw differs(`${path} is missing`);
    if (text !== content) throw differs(`${path} is not what follows from the chain as it is now`);
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
}
