import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { readJournalText } from "../../src/chain/journal/journal-reader.ts";
import { ANCHOR } from "../../src/dossier/anchor-file.ts";
import { buildBag, PAGE } from "../../src/dossier/bag.ts";
import { composeDossier } from "../../src/dossier/compose.ts";
import type { ArtefactPath } from "../../src/model/artefact.ts";
import type { StageManifest } from "../../src/model/manifest.ts";
import { renderDossier } from "../../src/render/dossier-markdown.ts";
import { composeConstellation } from "../../src/reports/constellation/constellation.ts";
import { parseDocument } from "../../src/reports/documents.ts";
import { toJson } from "../../src/support/json.ts";
import { artefactPath, byCodeUnit } from "../../src/support/paths.ts";
import { CONSTELLATION, INDEX, inputPaths, JOURNAL, SUMMARY } from "../../src/support/payload.ts";
import { sha256 } from "../../src/system/files.ts";

const MANIFESTS = "reports/manifests";
/**
 * Makes every digest of a dossier anew after somebody has changed its files: those in manifests, index and tag files. What
 * manifests claim beside digests stays as it is.
 *
 * @returns the root.
 */
export function reseal(folder: string): string {
  const data = join(folder, "data");
  const manifests = readdirSync(join(data, MANIFESTS)).map((name) => join(data, MANIFESTS, name));
  // Kits list earlier manifests, and are listed by others.
  while (manifests.filter((file) => renew(data, file)).length > 0);
  const paths = payloadOf(data);
  const contents = {
    manifests: paths.filter((path) => path.startsWith(MANIFESTS)).map((path) => readManifest(data, path)),
    documents: new Map(
      paths
        .filter((path) => path.startsWith("reports/") && path.endsWith(".json"))
        .map((path) => [path, parseDocument(readFileSync(join(data, path), "utf8"))]),
    ),
  };
  const constellation = composeConstellation(contents);
  writeFileSync(join(data, CONSTELLATION), toJson(constellation));
  const journal = readJournalText(readFileSync(join(data, JOURNAL), "utf8"));
  if (!journal.ok) throw new Error(`line ${journal.line} of the journal: ${journal.problem}`);
  const plan = JSON.parse(readFileSync(join(data, INDEX), "utf8")).plan.path as ArtefactPath;
  const files = filesOf(data);
  const dossier = composeDossier({ ...contents, plan, chain: journal.journal, files, constellation });
  writeFileSync(join(data, INDEX), toJson(dossier));
  writeFileSync(join(data, SUMMARY), renderDossier(dossier, constellation));
  return resealBag(folder);
}

/**
 * Makes the tag files anew, and nothing else; the page stays what it was. What tells of another root goes, with its folder, as
 * a forger would have it.
 */
export function resealBag(folder: string): string {
  const page = readFileSync(join(folder, PAGE), "utf8");
  rmSync(dirname(join(folder, ANCHOR)), { recursive: true, force: true });
  const { root, tags } = buildBag(filesOf(join(folder, "data")), undefined, [[PAGE, page]]);
  for (const [path, text] of tags) writeFileSync(join(folder, path), text);
  return root;
}

/** @returns whether it was another before. */
function renew(data: string, file: string): boolean {
  const text = readFileSync(file, "utf8");
  const manifest: StageManifest = JSON.parse(text);
  const renewed = (listed: StageManifest["inputs"], places: (path: ArtefactPath) => readonly string[]) =>
    listed.map(({ path, sha256: known }) => {
      const place = places(path).find((inside) => existsSync(join(data, inside)));
      return { path, sha256: place === undefined ? known : sha256(readFileSync(join(data, place))) };
    });
  const outputs = renewed(manifest.outputs, (path) => [`reports/${path}`]);
  const renewedText = toJson({ ...manifest, inputs: renewed(manifest.inputs, inputPaths), outputs });
  // What says the same in another spelling keeps it.
  if (renewedText === toJson(manifest)) return false;
  writeFileSync(file, renewedText);
  return true;
}

function readManifest(data: string, path: string): StageManifest {
  return JSON.parse(readFileSync(join(data, path), "utf8"));
}

function payloadOf(data: string): ArtefactPath[] {
  return readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => artefactPath(relative(data, join(entry.parentPath, entry.name))))
    .toSorted(byCodeUnit);
}

function filesOf(data: string) {
  return payloadOf(data).map((path) => {
    const content = readFileSync(join(data, path));
    return { path, sha256: sha256(content), bytes: content.byteLength };
  });
}
