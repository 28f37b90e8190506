import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJournalText } from "../../src/chain/journal/journal-reader.ts";
import { buildDossier } from "../../src/dossier/build.ts";
import { writeStageManifest } from "../../src/dossier/stage-manifest.ts";
import type { Dossier } from "../../src/model/dossier.ts";
import type { StageManifest } from "../../src/model/manifest.ts";
import { renderDossier } from "../../src/render/dossier-markdown.ts";
import { sha256 } from "../../src/system/files.ts";

/** What a forger changes. */
export interface Forgery {
  /** Paths relative to OUT. */
  readonly files?: Readonly<Record<string, (text: string) => string>>;
  readonly journal?: (text: string) => string;
  /** Of a plan of the payload; stages that read it are made to have read what this returns. */
  readonly plan?: (text: string) => string;
}

/**
 * Copies a dossier, changes it, and makes every digest anew: manifests, index, bag. Nothing short of
 * executing the journal tells it from an honest one.
 *
 * @returns its folder, and what removes it.
 */
export async function forgeDossier(
  original: string,
  { files = {}, journal = (text) => text, plan = (text) => text }: Forgery,
): Promise<{ folder: string; remove: () => Promise<void> }> {
  const out = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  await cp(join(original, "data", "reports"), out, { recursive: true });
  const index: Dossier = await readJson(join(original, "data", "dossier.json"));
  const plans = await Promise.all(
    index.files
      .filter(({ kind }) => kind === "plan")
      .map(async ({ path }) => ({
        path,
        content: plan(await readFile(join(original, "data", path), "utf8")),
      })),
  );
  await replaceEverywhere(
    out,
    new Map(
      plans.map(({ path, content }) => [
        `${index.files.find((file) => file.path === path)?.sha256}`,
        sha256(content),
      ]),
    ),
  );
  for (const [path, change] of Object.entries(files)) {
    await writeFile(join(out, path), change(await readFile(join(out, path), "utf8")));
  }
  const forged = journal(await readFile(join(original, "data", "journal.jsonl"), "utf8"));
  const reading = readJournalText(forged);
  const stateRoots = reading.ok ? reading.journal.stateRoots : [];
  const names = await readdir(join(out, "manifests"));
  // Kits list the manifests of earlier stages as inputs: the second time round these are final.
  for (const name of [...names, ...names]) {
    await renew(out, await readJson(join(out, "manifests", name)), stateRoots);
  }
  const built = await buildDossier({
    out,
    plans,
    plan: index.plan.path,
    journal: forged,
    readJournal: readJournalText,
    renderMarkdown: renderDossier,
  });
  if (!built.ok) throw new Error(JSON.stringify(built.findings));
  return { folder: built.folder, remove: () => rm(out, { recursive: true }) };
}

/** A plan's digest stands in receipts, kits and pages, too. */
async function replaceEverywhere(out: string, digests: ReadonlyMap<string, string>): Promise<void> {
  const changed = [...digests].filter(([before, after]) => before !== after);
  if (changed.length === 0) return;
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const text = await readFile(path, "utf8");
    await writeFile(
      path,
      changed.reduce((all, [before, after]) => all.replaceAll(before, after), text),
    );
  }
}

/** Digests and blocks as they are after the change. */
async function renew(out: string, manifest: StageManifest, stateRoots: readonly string[]): Promise<void> {
  const { blocks, inputs, outputs } = manifest;
  const last = Math.min(blocks?.last ?? 0, stateRoots.length - 1);
  await writeStageManifest({
    ...manifest,
    out,
    blocks: blocks && { first: blocks.first, last, stateRoot: stateRoots[last] ?? blocks.stateRoot },
    inputs: await Promise.all(
      inputs.map(async ({ path, sha256: known }) => ({
        path,
        sha256: path.startsWith("plans/") ? known : sha256(await readFile(join(out, path))),
      })),
    ),
    outputs: outputs.map(({ path }) => path),
  });
}

async function readJson(path: string) {
  return JSON.parse(await readFile(path, "utf8"));
}
