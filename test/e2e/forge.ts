import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJournalText } from "../../src/chain/journal/journal-reader.ts";
import { buildDossier } from "../../src/dossier/build.ts";
import { writeStageManifest } from "../../src/dossier/stage-manifest.ts";
import type { Dossier, JournalRun } from "../../src/model/dossier.ts";
import type { StageManifest } from "../../src/model/manifest.ts";
import { renderDossier } from "../../src/render/dossier-markdown.ts";
import { sha256 } from "../../src/system/files.ts";

/** What a forger changes. */
export interface Forgery {
  /** Paths relative to OUT. */
  readonly files?: Readonly<Record<string, (text: string) => string>>;
  /** Plans and what their jobs hand in: paths relative to the payload. */
  readonly plans?: Readonly<Record<string, (text: string) => string>>;
  readonly journal?: (text: string) => string;
}

/**
 * Copies a dossier, changes it, and makes every digest anew: manifests, index, bag. Nothing short of
 * executing the journal tells it from an honest one.
 *
 * @returns its folder, and what removes it.
 */
export async function forgeDossier(
  original: string,
  { files = {}, plans = {}, journal = (text) => text }: Forgery,
): Promise<{ folder: string; remove: () => Promise<void> }> {
  const out = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  await cp(join(original, "data", "reports"), out, { recursive: true });
  for (const [path, change] of Object.entries(files)) {
    await writeFile(join(out, path), change(await readFile(join(out, path), "utf8")));
  }
  const index: Dossier = await readJson(join(original, "data", "dossier.json"));
  const forged = journal(await readFile(join(original, "data", "journal.jsonl"), "utf8"));
  const reading = readJournalText(forged);
  const runs = reading.ok ? reading.journal.runs : [];
  const changed = await Promise.all(
    index.files
      .filter(({ kind }) => kind === "plan" || kind === "deliverable")
      .map(async ({ path }) => {
        const content = await readFile(join(original, "data", path));
        const change = plans[path];
        return { path, content: change ? Buffer.from(change(content.toString("utf8"))) : content };
      }),
  );
  const digests = new Map(changed.map(({ path, content }) => [path as string, sha256(content)]));
  const names = await readdir(join(out, "manifests"));
  // Kits list the manifests of earlier stages as inputs: the second time round these are final.
  for (const name of [...names, ...names]) {
    await renew(out, await readJson(join(out, "manifests", name)), runs, digests);
  }
  const built = await buildDossier({
    out,
    plans: changed,
    plan: index.plan.path,
    journal: forged,
    readJournal: readJournalText,
    renderMarkdown: renderDossier,
  });
  if (!built.ok) throw new Error(JSON.stringify(built.findings));
  return { folder: built.folder, remove: () => rm(out, { recursive: true }) };
}

/** Digests and blocks as they are after the change. */
async function renew(
  out: string,
  manifest: StageManifest,
  runs: readonly JournalRun[],
  plans: ReadonlyMap<string, string>,
): Promise<void> {
  const { script, blocks, inputs, outputs } = manifest;
  const run = runs.find((each) => each.script === script);
  await writeStageManifest({
    ...manifest,
    out,
    blocks: run ?? blocks,
    inputs: await Promise.all(
      inputs.map(async ({ path, sha256: known }) => ({
        path,
        sha256: path.startsWith("plans/")
          ? (plans.get(path) ?? known)
          : sha256(await readFile(join(out, path))),
      })),
    ),
    outputs: outputs.map(({ path }) => path),
  });
}

async function readJson(path: string) {
  return JSON.parse(await readFile(path, "utf8"));
}
