import type { OwnerReportName, ReportForms } from "../../dossier/owner-documents.ts";
import { PATHS } from "../../model/layout.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { Chosen } from "../../model/manifest.ts";
import type { Reading } from "../../model/owner.ts";
import type { Standpoint } from "../../observe/owner/access.ts";
import { readingOf } from "../../observe/owner/standpoint.ts";
import type { Views } from "../../observe/views.ts";
import type { Scene } from "../act.ts";
import { chosenOf, pathIn, textIn } from "../chosen.ts";
import { ownStandpoint } from "./standpoint.ts";

/** One of the owner's reports: what it reads at a block, and what it looks like. */
export interface OwnerReport<Model> {
  readonly name: OwnerReportName;
  readonly read: (standpoint: Standpoint, project: Project, reading: Reading) => Promise<Model>;
  readonly compose: (model: Model) => ReportForms;
}

/** A file that gets one of a report's forms besides the report's own, relative to OUT. */
export interface ReportCopy {
  readonly path: string;
  readonly format: keyof ReportForms;
}

/** What an operator chose who asked for a copy; the report's own file is none. */
export function chosenCopy(name: OwnerReportName, copy: ReportCopy | null): Chosen {
  if (copy === null || isOwn(name, copy)) return {};
  return chosenOf({ out: copy.path, format: copy.format });
}

/** @throws TypeError if what was chosen is no copy. */
export function copyOf(chosen: Chosen): ReportCopy | null {
  const path = pathIn(chosen, "out", null);
  const format = FORMATS.find((known) => known === textIn(chosen, "format"));
  if (path === null) return null;
  if (format === undefined) throw new TypeError("the format that was chosen is none of a report's");
  return { path, format };
}

function isOwn(name: OwnerReportName, { path, format }: ReportCopy): boolean {
  return format !== "human" && path === reportArtefact(name, format);
}

const FORMATS = ["json", "markdown", "human"] as const;

const ENDINGS = { json: ".json", markdown: ".md" } as const;

/** @returns where a report lies, relative to OUT. */
export function reportArtefact(name: OwnerReportName, format: keyof typeof ENDINGS): string {
  return `${PATHS.owner}/${name}${ENDINGS[format]}`;
}

/** Reads a report at the latest block. */
export async function readReport<Model>(
  { read, compose }: OwnerReport<Model>,
  views: Views,
  scene: Scene,
): Promise<{ readonly model: Model; readonly forms: ReportForms }> {
  const standpoint = await ownStandpoint(views, scene);
  const model = await read(standpoint, scene.project, readingOf(views, standpoint, scene.project));
  return { model, forms: compose(model) };
}

/** What a report leaves. */
export function reportArtefacts(
  name: OwnerReportName,
  forms: ReportForms,
  copy: ReportCopy | null,
): Map<string, string> {
  return new Map([
    [reportArtefact(name, "json"), forms.json],
    [reportArtefact(name, "markdown"), forms.markdown],
    ...(copy === null ? [] : [[copy.path, forms[copy.format]] as const]),
  ]);
}
