import { genesisText } from "../../chain/engine/genesis.ts";
import { beforeClosing } from "../../chain/journal/closing.ts";
import { formatJournal } from "../../chain/journal/journal.ts";
import { readJournalText } from "../../chain/journal/journal-reader.ts";
import { readJournal } from "../../chain/journal/wal.ts";
import { type BuildResult, buildDossier } from "../../dossier/build.ts";
import { BUILD } from "../../errors/dossier-errors.ts";
import { OmniError } from "../../errors/error.ts";
import type { Finding } from "../../model/dossier.ts";
import { renderDossier } from "../../render/dossier-markdown.ts";
import { pageRenderer } from "../../system/page-renderer.ts";
import { asTyped } from "../../system/typed.ts";
import { pathWithin } from "../../system/within.ts";
import { inLog } from "../../system/workflow-log.ts";
import { openProject } from "../open-project.ts";
import type { ScriptContext } from "../script.ts";
import { type LeftAnchor, leaveAnchor } from "./leave-anchor.ts";

type Built = Extract<BuildResult, { ok: true }>;

/**
 * Builds the dossier of what lies in OUT, and anchors its root.
 *
 * @throws OMNI4015 if nothing was built; each finding goes to stderr first. OMNI3020–3060 if the chain cannot be written to, with
 *   the dossier built and its root not anchored.
 */
export async function buildAndReport(context: ScriptContext): Promise<string> {
  const { out } = context;
  const project = await openProject(context);
  const result = await buildDossier({
    out,
    plans: [...project.files, ...project.deliverables],
    plan: (project.shared ?? project.national).path,
    journal: formatJournal(beforeClosing(await readJournal(out))),
    genesis: genesisText(),
    readJournal: readJournalText,
    renderMarkdown: renderDossier,
    renderPage: await pageRenderer(),
  });
  if (!result.ok) throw refusal(result.findings);
  return report(result, await leaveAnchor(context, project, result));
}

function refusal(findings: readonly Finding[]): OmniError {
  for (const { code, message, mend } of findings)
    process.stderr.write(`${inLog(`${code}  ${message}  ${asTyped(mend)}`)}\n`);
  return new OmniError(BUILD.REFUSED, { findings: findings.length });
}

function report({ folder, root, files, bytes, chain }: Built, anchor: LeftAnchor): string {
  return [
    `dossier  ${pathWithin(process.cwd(), folder) ?? folder}`,
    `root     ${root}`,
    `files    ${files}, ${bytes} bytes`,
    `chain    ${chain.blocks} blocks, ${chain.transactions} transactions, state root ${chain.stateRoot}`,
    `anchor   ${anchorText(anchor)}`,
  ].join("\n");
}

function anchorText(anchor: LeftAnchor): string {
  switch (anchor.kind) {
    case "anchored":
      return `block ${anchor.receipt.block}, transaction ${anchor.receipt.hash}`;
    case "refused":
      return `none: the ReceiptAnchor takes no root as things stand, ${anchor.reason}`;
    case "no chain":
      return "none: nothing is deployed that takes one";
  }
}
