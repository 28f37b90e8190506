import type { Project } from "../model/loaded-project.ts";
import type { CommandCenter, MissionControl, ParameterMatrix, Wiring } from "../model/owner.ts";
import { reasonAgainstDrawing } from "../render/mermaid-limits.ts";
import { commandCenterDocument } from "../render/owner-command-center.ts";
import { dashboardPage } from "../render/owner-dashboard.ts";
import { documentMarkdown, documentText, type ReportDocument } from "../render/owner-document.ts";
import { ownerDiagram } from "../render/owner-mermaid.ts";
import { missionControlDocument } from "../render/owner-mission-control.ts";
import { parametersDocument } from "../render/owner-parameters.ts";
import { toJson } from "../support/json.ts";

/** What one of the owner's reports calls itself. */
export type OwnerReportName = "command-center" | "mission-control" | "parameters";

/** A report of the owner's in every form. */
export interface ReportForms {
  readonly json: string;
  readonly markdown: string;
  /** For a terminal. */
  readonly human: string;
}

export function commandCenterForms(center: CommandCenter): ReportForms {
  return formsOf(commandCenterJson(center), commandCenterDocument(center));
}

export function missionControlForms(control: MissionControl): ReportForms {
  return formsOf(reportJson("mission-control", control), missionControlDocument(control));
}

export function parametersForms(matrix: ParameterMatrix): ReportForms {
  return formsOf(reportJson("parameters", matrix), parametersDocument(matrix));
}

export function commandCenterJson(center: CommandCenter): string {
  return reportJson("command-center", center);
}

/** The wiring as a diagram; one that no reader would show says so at its top. */
export function wiringDiagram(wiring: Wiring): string {
  const drawn = ownerDiagram(wiring);
  const reason = reasonAgainstDrawing(drawn);
  return reason === null ? drawn : `%% ${reason}\n${drawn}`;
}

/** All three reports on one page. */
export function ownerPage(
  { shared, national }: Project,
  reports: {
    readonly center: CommandCenter;
    readonly mission: MissionControl;
    readonly matrix: ParameterMatrix;
  },
): string {
  return dashboardPage({ initiative: (shared ?? national).initiative, ...reports });
}

function reportJson(kind: OwnerReportName, model: object): string {
  return toJson({ format: "omnisovereign-owner/1", kind, ...model });
}

function formsOf(json: string, shown: ReportDocument): ReportForms {
  return { json, markdown: documentMarkdown(shown), human: documentText(shown) };
}
