import { genesisText } from "../../chain/engine/genesis.ts";
import { formatJournal } from "../../chain/journal/journal.ts";
import { readJournalText } from "../../chain/journal/journal-reader.ts";
import { readJournal } from "../../chain/journal/wal.ts";
import { type BuildResult, buildDossier } from "../../dossier/build.ts";
import { BUILD } from "../../errors/dossier-errors.ts";
import { OmniError } from "../../errors/error.ts";
import { renderDossier } from "../../render/dossier-markdown.ts";
import { pageRenderer } from "../../system/page-renderer.ts";
import { asTyped } from "../../system/typed.ts";
import { pathWithin } from "../../system/within.ts";
import { openProject } from "../open-project.ts";
import type { ScriptContext } from "../script.ts";

/**
 * Builds the dossier of what lies in OUT.
 *
 * @throws OMNI4015 if nothing was built; each finding goes to stderr first.
 */
export async function buildAndReport(context: ScriptContext): Promise<string> {
  const { out } = context;
  const project = await openProject(context);
  const result = await buildDossier({
    out,
    plans: [...project.files, ...project.deliverables],
    plan: (project.shared ?? project.national).path,
    journal: formatJournal(await readJournal(out)),
    genesis: genesisText(),
    readJournal: readJournalText,
    renderMarkdown: renderDossier,
    renderPage: await pageRenderer(),
  });
  return report(result);
}

function report(result: BuildResult): string {
  if (!result.ok) {
    for (const { code, message, mend } of result.findings)
      process.stderr.write(`${code}  ${message}  ${asTyped(mend)}\n`);
    throw new OmniError(BUILD.REFUSED, { findings: result.findings.length });
  }
  const { folder, root, files, bytes, chain } = result;
  return [
    `dossier  ${pathWithin(process.cwd(), folder) ?? folder}`,
    `root     ${root}`,
    `files    ${files}, ${bytes} bytes`,
    `chain    ${chain.blocks} blocks, ${chain.transactions} transactions, state root ${chain.stateRoot}`,
  ].join("\n");
}
