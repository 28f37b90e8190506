/**
 * dossier: the documents that stages leave, and what they left to a bag with a root: manifests, build, differences.
 * Knows nothing of how a stage did what is told.
 */

import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { BUILD } from "../errors/dossier-errors.ts";
import type { ArtefactPath, Sha256 } from "../model/artefact.ts";
import type { Constellation } from "../model/constellation.ts";
import type { ChainSummary, Dossier, Finding, JournalReader, JournalSummary } from "../model/dossier.ts";
import type { RenderPage } from "../model/dossier-page.ts";
import { PATHS } from "../model/layout.ts";
import type { StageManifest } from "../model/manifest.ts";
import { composeConstellation, missingEvidence } from "../reports/constellation/constellation.ts";
import { type Documents, parseDocument, wantedDocuments } from "../reports/documents.ts";
import { finding } from "../support/finding.ts";
import { toJson } from "../support/json.ts";
import { artefactPath, pathProblem } from "../support/paths.ts";
import {
  CONSTELLATION,
  GENESIS_FILE,
  INDEX,
  JOURNAL,
  planPath,
  reportPath,
  SUMMARY,
} from "../support/payload.ts";
import { sha256 } from "../system/files.ts";
import { replaceFolder, type WriteFile } from "../system/replace-folder.ts";
import { buildBag, PAGE, type PayloadFile, payloadPath } from "./bag.ts";
import { composeDossier } from "./compose.ts";
import { checkCases, checkClaims } from "./manifest-claims.ts";
import { PageFiles } from "./page-files.ts";
import { readManifests } from "./read-manifests.ts";
import { requireReplaceable } from "./replaceable.ts";
import { MANIFESTS_FOLDER, type ReadManifest } from "./stage-manifest.ts";
import { unreadableFiles } from "./text-limits.ts";

const FILES_AT_ONCE = 32;

export interface DossierSources {
  /** OUT, absolute. */
  readonly out: string;
  /** Plans, and what their jobs hand in; paths relative to the project. */
  readonly plans: readonly { readonly path: string; readonly content: string | Uint8Array }[];
  /** Path of the shared plan, or of the plan that stands in for it; one of `plans`. */
  readonly plan: string;
  /** The journal's text, in its normal form. */
  readonly journal: string;
  /** What an EVM has to know beside it, as a document. */
  readonly genesis: string;
  readonly readJournal: JournalReader;
  readonly renderMarkdown: (dossier: Dossier, constellation: Constellation) => string;
  readonly renderPage: RenderPage;
}

export type BuildResult =
  | {
      readonly ok: true;
      readonly folder: string;
      readonly root: Sha256;
      readonly chain: ChainSummary;
      readonly files: number;
      readonly bytes: number;
    }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** What a dossier is built of once manifests and journal have been read. */
interface Materials extends DossierSources {
  readonly manifests: readonly ReadManifest[];
  readonly summary: JournalSummary;
}

/**
 * Collects what the stage manifests list, the manifests, the plans and the journal into a bag, and puts it in the place
 * of an older one. Same sources, same bytes. When anything is missing, changed or stale, nothing is replaced and all of
 * it is named.
 *
 * @throws OMNI4017 if what lies in its place is no dossier
 */
export async function buildDossier(sources: DossierSources): Promise<BuildResult> {
  await requireReplaceable(join(sources.out, PATHS.dossier));
  const { manifests, findings } = await readManifests(sources.out);
  if (manifests.length + findings.length === 0) {
    findings.push(finding(BUILD.NOTHING_TO_COLLECT, { folder: MANIFESTS_FOLDER }, MANIFESTS_FOLDER));
  }
  findings.push(...checkPlanPaths(sources.plans));
  const reading = sources.readJournal(sources.journal);
  if (!reading.ok)
    findings.push(finding(BUILD.JOURNAL_INVALID, { line: reading.line, problem: reading.problem }, JOURNAL));
  findings.push(...checkCases(pathsOf(sources, manifests)));
  if (!reading.ok || findings.length > 0) return { ok: false, findings };
  return replaceFolder(join(sources.out, PATHS.dossier), (write) =>
    fillBag({ ...sources, manifests, summary: reading.journal }, write),
  );
}

/** Every path that the payload is about to hold, before any is written. */
function pathsOf({ plans }: DossierSources, manifests: readonly ReadManifest[]): string[] {
  const outputs = manifests.flatMap(({ manifest }) => manifest.outputs.map(({ path }) => path));
  return [...plans.map(({ path }) => path), ...new Set(outputs.map(reportPath))];
}

function checkPlanPaths(plans: DossierSources["plans"]): Finding[] {
  return plans.flatMap(({ path }) => {
    const problem = pathProblem(path);
    return problem === undefined ? [] : [finding(BUILD.PLAN_REFUSED, { path, problem })];
  });
}

async function fillBag(materials: Materials, write: WriteFile): Promise<BuildResult> {
  const { out, summary, renderMarkdown, renderPage } = materials;
  const manifests = materials.manifests.map(({ manifest }) => manifest);
  const shown = new PageFiles();
  const add = (path: ArtefactPath, content: string | Uint8Array) => {
    shown.offer(path, content);
    return addToPayload(path, content, write);
  };
  const { files: outputs, documents } = await copyOutputs(out, manifests, add);
  const texts = await inBatches(textsOf(materials), ({ path, content }) => add(path, content));
  const left = [...outputs, ...texts];
  const digests = new Map(left.map((file) => [file.path, file.sha256]));
  const claims = checkClaims(manifests, digests, summary);
  const constellation = composeConstellation({ manifests, documents });
  const findings = claims.length > 0 ? claims : missingEvidence(constellation, manifests);
  if (findings.length > 0) return { ok: false, findings };

  const collected = [...left, await add(CONSTELLATION, toJson(constellation))];
  const plan = planPath(artefactPath(materials.plan));
  const chain = summary;
  const dossier = composeDossier({ plan, chain, manifests, files: collected, documents, constellation });
  const payload = [
    ...collected,
    await add(INDEX, toJson(dossier)),
    await add(SUMMARY, renderMarkdown(dossier, constellation)),
  ];
  const unread = unreadableFiles(payload);
  if (unread.length > 0)
    return { ok: false, findings: unread.map((file) => finding(BUILD.UNVERIFIABLE, file)) };
  const page = renderPage({
    listed: payload.map(({ path, sha256 }) => ({ path, sha256 })),
    files: shown.files,
    state: null,
  });
  const { root, tags } = buildBag(payload, undefined, [[PAGE, page]]);
  for (const [path, content] of tags) await write(path, content);
  const bytes = payload.reduce((sum, file) => sum + file.bytes, 0);
  return {
    ok: true,
    folder: join(out, PATHS.dossier),
    root,
    chain: dossier.chain,
    files: payload.length,
    bytes,
  };
}

async function addToPayload(
  path: ArtefactPath,
  content: string | Uint8Array,
  write: WriteFile,
): Promise<PayloadFile> {
  await write(payloadPath(path), content);
  return { path, sha256: sha256(content), bytes: Buffer.byteLength(content) };
}

function textsOf({
  plans,
  manifests,
  journal,
  genesis,
}: Materials): { path: ArtefactPath; content: string | Uint8Array }[] {
  return [
    ...plans.map(({ path, content }) => ({ path: planPath(artefactPath(path)), content })),
    ...manifests.map(({ path, text }) => ({ path: reportPath(path), content: text })),
    { path: JOURNAL, content: journal },
    { path: GENESIS_FILE, content: genesis },
  ];
}

/** Leaves out what is missing: the claims of its manifest do not hold then. */
async function copyOutputs(
  out: string,
  manifests: readonly StageManifest[],
  add: (path: ArtefactPath, content: Uint8Array) => Promise<PayloadFile>,
): Promise<{ files: readonly PayloadFile[]; documents: Documents }> {
  const paths = [...new Set(manifests.flatMap(({ outputs }) => outputs.map(({ path }) => path)))];
  const wanted = wantedDocuments(paths.map(reportPath));
  const documents = new Map<ArtefactPath, unknown>();
  const copied = await inBatches(paths, async (path) => {
    const stats = await lstat(join(out, path)).catch(() => undefined);
    if (!stats?.isFile()) return [];
    const content = await readFile(join(out, path));
    const inside = reportPath(path);
    if (wanted.has(inside)) documents.set(inside, parseDocument(content.toString("utf8")));
    return [await add(inside, content)];
  });
  return { files: copied.flat(), documents };
}

/** In the order given, a few at once. */
async function inBatches<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += FILES_AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + FILES_AT_ONCE).map(work))));
  }
  return results;
}
