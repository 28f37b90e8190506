import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { genesisText } from "../../src/chain/engine/genesis.ts";
import { readJournalText } from "../../src/chain/journal/journal-reader.ts";
import { buildDossier } from "../../src/dossier/build.ts";
import { writeStageManifest } from "../../src/dossier/stage-manifest.ts";
import type { ArtefactPath } from "../../src/model/artefact.ts";
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
  { files = {}, plans = {}, journal = (text) => text, plan }: Forgery,
): Promise<{ folder: string; remove: () => Promise<void> }> {
  const out = await mkdtemp(join(tmpdir(), "omnisovereign-"));
  await cp(join(original, "data", "reports"), out, { recursive: true });
  const index: Dossier = await readJson(join(original, "data", "dossier.json"));
  const given = await givenAs(original, index, plans, plan);
  if (plan !== undefined) await replaceEverywhere(out, given);
  for (const [path, change] of Object.entries(files)) {
    await writeFile(join(out, path), change(await readFile(join(out, path), "utf8")));
  }
  const forged = journal(await readFile(join(original, "data", "journal.jsonl"), "utf8"));
  const reading = readJournalText(forged);
  const runs = reading.ok ? reading.journal.runs : [];
  const digests = new Map(given.map(({ path, content }) => [path as string, sha256(content)]));
  const names = await readdir(join(out, "manifests"));
  // Kits list the manifests of earlier stages as inputs: the second time round these are final.
  for (const name of [...names, ...names]) {
    await renew(out, await readJson(join(out, "manifests", name)), runs, digests);
  }
  const built = await buildDossier({
    out,
    plans: given,
    plan: index.plan.path,
    journal: forged,
    genesis: genesisText(),
    readJournal: readJournalText,
    renderMarkdown: renderDossier,
  });
  if (!built.ok) throw new Error(JSON.stringify(built.findings));
  return { folder: built.folder, remove: () => rm(out, { recursive: true }) };
}

/** A file that is there before anything runs. */
interface Given {
  readonly path: ArtefactPath;
  /** The digest before it was changed. */
  readonly was: string;
  readonly content: Buffer;
}

/** Plans and what their jobs hand in, changed. */
function givenAs(
  original: string,
  { files }: Dossier,
  plans: NonNullable<Forgery["plans"]>,
  plan: Forgery["plan"] = (text) => text,
): Promise<Given[]> {
  return Promise.all(
    files
      .filter(({ kind }) => ["plan", "readings", "deliverable"].includes(kind))
      .map(async ({ path, kind, sha256: was }) => {
        const content = await readFile(join(original, "data", path));
        const change = plans[path] ?? (kind === "plan" ? plan : undefined);
        return { path, was, content: change ? Buffer.from(change(content.toString("utf8"))) : content };
      }),
  );
}

/** A plan's digest stands in receipts, kits and pages, too. */
async function replaceEverywhere(out: string, given: readonly Given[]): Promise<void> {
  const changed = given
    .map(({ was, content }) => [was, sha256(content)] as const)
    .filter(([before, after]) => before !== after);
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
