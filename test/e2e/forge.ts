import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJournalText } from "../../src/chain/journal-reader.ts";
import { buildDossier } from "../../src/dossier/build.ts";
import { writeStageManifest } from "../../src/dossier/manifest.ts";
import type { Dossier } from "../../src/model/dossier.ts";
import type { StageManifest } from "../../src/model/manifest.ts";

const TAKEOFF_MANIFEST = "data/reports/manifests/demo-asi-takeoff-local.json";

/** What a forger changes; `undefined` leaves a file as it is. */
export interface Forgery {
  /** Paths relative to OUT. */
  readonly files?: Readonly<Record<string, (text: string) => string>>;
  readonly journal?: (text: string) => string;
}

/**
 * Copies the dossier of a takeoff, changes it, and makes every digest anew: manifests, index, bag. Nothing short of
 * executing the journal tells it from an honest one.
 *
 * @returns its folder, and what removes it.
 */
export async function forgeDossier(
  original: string,
  { files = {}, journal = (text) => text }: Forgery,
): Promise<{ folder: string; remove: () => Promise<void> }> {
  const out = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  await cp(join(original, "data", "reports"), out, { recursive: true });
  for (const [path, change] of Object.entries(files)) {
    await writeFile(join(out, path), change(await readFile(join(out, path), "utf8")));
  }
  const manifest: StageManifest = await readJson(join(original, TAKEOFF_MANIFEST));
  const index: Dossier = await readJson(join(original, "data", "dossier.json"));
  const forged = journal(await readFile(join(original, "data", "journal.jsonl"), "utf8"));
  const reading = readJournalText(forged);
  const summary = reading.ok ? reading.journal : null;
  await writeStageManifest({
    ...manifest,
    out,
    blocks: summary && { first: 1, last: summary.blocks, stateRoot: summary.stateRoot },
    outputs: manifest.outputs.map(({ path }) => path),
  });
  const plans = index.files.filter(({ kind }) => kind === "plan");
  const built = await buildDossier({
    out,
    plans: await Promise.all(
      plans.map(async ({ path }) => ({ path, content: await readFile(join(original, "data", path)) })),
    ),
    plan: index.plan.path,
    journal: forged,
    readJournal: readJournalText,
    renderMarkdown: () => "# Forged\n",
  });
  if (!built.ok) throw new Error(JSON.stringify(built.findings));
  return { folder: built.folder, remove: () => rm(out, { recursive: true }) };
}

async function readJson(path: string) {
  return JSON.parse(await readFile(path, "utf8"));
}
