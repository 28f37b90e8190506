import { formatJournal } from "../../chain/journal.ts";
import { summariseJournal } from "../../chain/journal-summary.ts";
import { readJournal } from "../../chain/wal.ts";
import { type BuildResult, buildDossier } from "../../dossier/build.ts";
import { BUILD } from "../../errors/dossier.ts";
import { OmniError } from "../../errors/error.ts";
import type { Finding } from "../../model/dossier.ts";
import type { Project } from "../../model/plan.ts";
import { formatIssue } from "../../plan/format.ts";
import { loadProject } from "../../plan/project.ts";
import { renderDossier } from "../../render/dossier-markdown.ts";
import { pathWithin } from "../../support/paths.ts";
import { runScript, type ScriptContext } from "../script.ts";

await runScript({ stage: "dossier", script: "dossier:build" }, async (context) => {
  const project = await load(context);
  const result = await buildDossier({
    out: context.out,
    plans: project.files,
    plan: (project.shared ?? project.national).path,
    journal: formatJournal(await readJournal(context.out)),
    readJournal: summariseJournal,
    renderMarkdown: renderDossier,
  });
  return report(result);
});

/** @throws OMNI4015 if the plan has issues. */
async function load({ planPath }: ScriptContext): Promise<Project> {
  const result = await loadProject(planPath, { root: process.cwd() });
  if (result.ok) return result.project;
  process.stderr.write(`${result.issues.map(formatIssue).join("\n")}\n`);
  throw new OmniError(BUILD.PLAN_INVALID, { path: planPath, issues: result.issues.length });
}

/** @throws OMNI4016 if nothing was built. */
function report(result: BuildResult): string {
  if (!result.ok) {
    process.stderr.write(`${result.findings.map(lineOf).join("\n")}\n`);
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

function lineOf({ code, message, mend }: Finding): string {
  return `${code}  ${message}  ${mend}`;
}
