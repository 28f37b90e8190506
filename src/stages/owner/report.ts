import type { OwnerReportName, ReportForms } from "../../dossier/owner-documents.ts";
import { OmniError } from "../../errors/error.ts";
import { OWNER } from "../../errors/owner-errors.ts";
import { PATHS } from "../../model/layout.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { Reading } from "../../model/owner.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import type { Standpoint } from "../../observe/owner/access.ts";
import { readingOf, takeStandpoint } from "../../observe/owner/standpoint.ts";
import type { Views } from "../../observe/views.ts";
import { type Leavings, observe } from "../chain-script.ts";
import { runScript, type ScriptContext } from "../script.ts";
import { formatOf, REPORT_FLAGS, type ReportFormat } from "./options.ts";
import { outFileOf } from "./out-file.ts";
import { indexReceipts } from "./receipt-index.ts";
import { requireStatedChain } from "./surroundings.ts";

/** One of the owner's reports. */
export interface OwnerReport<Model> {
  readonly name: OwnerReportName;
  readonly script: "commandCenter" | "missionControl" | "parameters";
  /** For `--help`. */
  readonly does: string;
  readonly read: (standpoint: Standpoint, project: Project, reading: Reading) => Promise<Model>;
  readonly compose: (model: Model) => ReportForms;
  /** One line for each place where the chain is not what plan and authorised changes make it. */
  readonly drifts: (model: Model) => readonly string[];
}

const ARTEFACTS = { json: ".json", markdown: ".md" } as const;

/** Runs a report's script: reads at the journal's last block, leaves JSON and Markdown, prints the format asked for. */
export function runReport<Model>(report: OwnerReport<Model>): Promise<void> {
  const { name: script, stage } = SCRIPTS[report.script];
  const instead = { json: "--format json" };
  return runScript({ stage, script, does: report.does, flags: REPORT_FLAGS, instead }, async (context) => {
    const format = formatOf(context);
    const fixed = [artefactOf(report.name, "json"), artefactOf(report.name, "markdown")];
    const printed = format === "human" ? null : artefactOf(report.name, format);
    const outFile = await outFileOf(context, fixed, printed);
    return observe(context, (views, project) =>
      leavings(report, { context, format, outFile }, views, project),
    );
  });
}

/** Where an owner's script stands: the chain that was stated, with everything that receipts vouch for. */
export async function ownStandpoint(
  views: Views,
  project: Project,
  context: ScriptContext,
): Promise<Standpoint> {
  await requireStatedChain(views, context, process.env);
  return takeStandpoint(views, project, await indexReceipts(context.out));
}

interface Request {
  readonly context: ScriptContext;
  readonly format: ReportFormat;
  readonly outFile: string | null;
}

async function leavings<Model>(
  report: OwnerReport<Model>,
  { context, format, outFile }: Request,
  views: Views,
  project: Project,
): Promise<Leavings> {
  const standpoint = await ownStandpoint(views, project, context);
  const model = await report.read(standpoint, project, readingOf(views));
  const rendered = report.compose(model);
  const artefacts = new Map([
    [artefactOf(report.name, "json"), rendered.json],
    [artefactOf(report.name, "markdown"), rendered.markdown],
    ...(outFile === null ? [] : [[outFile, rendered[format]] as const]),
  ]);
  const drifts = report.drifts(model);
  const failure =
    context.flags.strict === true && drifts.length > 0
      ? new OmniError(OWNER.DRIFT, { report: report.name, drifts })
      : null;
  if (failure) process.stdout.write(rendered[format]);
  return { artefacts, summary: rendered[format].trimEnd(), failure };
}

function artefactOf(name: string, format: keyof typeof ARTEFACTS): string {
  return `${PATHS.owner}/${name}${ARTEFACTS[format]}`;
}
