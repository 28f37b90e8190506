import type { Leavings, Scene } from "../../acts/act.ts";
import {
  chosenCopy,
  type OwnerReport,
  type ReportCopy,
  readReport,
  reportArtefact,
  reportArtefacts,
} from "../../acts/owner/report.ts";
import { OmniError } from "../../errors/error.ts";
import { OWNER } from "../../errors/owner-errors.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import type { Views } from "../../observe/views.ts";
import { observe } from "../chain-script.ts";
import { runScript, type ScriptContext } from "../script.ts";
import { formatOf, REPORT_FLAGS, type ReportFormat } from "./options.ts";
import { outFileOf } from "./out-file.ts";
import { requireStatedChain } from "./surroundings.ts";

/** The script of one of the owner's reports. */
interface ReportScript<Model> {
  readonly report: OwnerReport<Model>;
  readonly script: "commandCenter" | "missionControl" | "parameters";
  /** For `--help`. */
  readonly does: string;
  /** One line for each place where the chain is not what plan and authorised changes make it. */
  readonly drifts: (model: Model) => readonly string[];
}

/** Runs a report's script: reads at the journal's last block, leaves JSON and Markdown, prints the format asked for. */
export function runReport<Model>(described: ReportScript<Model>): Promise<void> {
  const { does, report } = described;
  const { name: script, stage } = SCRIPTS[described.script];
  const instead = { json: "--format json" };
  return runScript({ stage, script, does, flags: REPORT_FLAGS, instead }, async (context) => {
    const format = formatOf(context);
    const fixed = [reportArtefact(report.name, "json"), reportArtefact(report.name, "markdown")];
    const printed = format === "human" ? null : reportArtefact(report.name, format);
    const outFile = await outFileOf(context, fixed, printed);
    const copy = outFile === null ? null : { path: outFile, format };
    return observe(
      context,
      (views, scene) => leavings(described, { context, format, copy }, views, scene),
      chosenCopy(report.name, copy),
    );
  });
}

interface Request {
  readonly context: ScriptContext;
  readonly format: ReportFormat;
  readonly copy: ReportCopy | null;
}

async function leavings<Model>(
  { report, drifts: driftsOf }: ReportScript<Model>,
  { context, format, copy }: Request,
  views: Views,
  scene: Scene,
): Promise<Leavings> {
  await requireStatedChain(views, context, process.env);
  const { model, forms } = await readReport(report, views, scene);
  const artefacts = reportArtefacts(report.name, forms, copy);
  const drifts = driftsOf(model);
  const failure =
    context.flags.strict === true && drifts.length > 0
      ? new OmniError(OWNER.DRIFT, { report: report.name, drifts })
      : null;
  if (failure) process.stdout.write(forms[format]);
  return { artefacts, summary: forms[format].trimEnd(), failure };
}
