import { genesisText } from "../../chain/engine/genesis.ts";
import { formatJournal, type Journal, latestOf } from "../../chain/journal/journal.ts";
import { composeDossier } from "../../dossier/compose.ts";
import type { ReadManifest } from "../../dossier/stage-manifest.ts";
import type { ChainSummary } from "../../model/dossier.ts";
import type { Project } from "../../model/loaded-project.ts";
import { renderDossier } from "../../render/dossier-markdown.ts";
import { composeConstellation } from "../../reports/constellation/constellation.ts";
import { parseDocument, wantedDocuments } from "../../reports/documents.ts";
import { toJson } from "../../support/json.ts";
import { artefactPath } from "../../support/paths.ts";
import { CONSTELLATION, GENESIS_FILE, INDEX, JOURNAL, planPath, SUMMARY } from "../../support/payload.ts";
import { sha256 } from "../../system/files.ts";
import type { DerivedFiles } from "./derived-files.ts";

interface Whole {
  readonly project: Project;
  readonly journal: Journal;
  readonly manifests: readonly ReadManifest[];
}

/** Makes genesis, constellation, index and summary of what the scripts left. */
export function deriveIndex(files: DerivedFiles, { project, journal, manifests: read }: Whole): void {
  const manifests = read.toSorted((a, b) => (a.path < b.path ? -1 : 1)).map(({ manifest }) => manifest);
  const wanted = wantedDocuments(files.all.map(({ path }) => path));
  const documents = new Map(
    files.all
      .filter(({ path }) => wanted.has(path))
      .map(({ path, text }) => [path, parseDocument(text)] as const),
  );
  const constellation = composeConstellation({ manifests, documents });
  files.add(CONSTELLATION, toJson(constellation));
  files.add(GENESIS_FILE, genesisText());
  const given = [
    ...[...project.files, ...project.deliverables].map(({ path, content }) => ({
      path: planPath(artefactPath(path)),
      content,
    })),
    { path: JOURNAL, content: Buffer.from(formatJournal(journal)) },
  ].map(({ path, content }) => ({ path, sha256: sha256(content), bytes: content.byteLength }));
  const plan = planPath(artefactPath((project.shared ?? project.national).path));
  const payload = [...files.all, ...given];
  const dossier = composeDossier({
    ...{ plan, chain: chainOf(journal), manifests },
    ...{ files: payload, documents, constellation },
  });
  files.add(INDEX, toJson(dossier));
  files.add(SUMMARY, renderDossier(dossier, constellation));
}

function chainOf(journal: Journal): ChainSummary {
  const { header, blocks } = journal;
  return {
    chainId: header.chainId,
    hardfork: header.hardfork,
    genesisHash: header.genesis.hash,
    blocks: blocks.length,
    transactions: blocks.reduce((sum, { transactions }) => sum + transactions.length, 0),
    stateRoot: latestOf(journal).stateRoot,
  };
}
