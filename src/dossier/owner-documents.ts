import type { Diagram } from "../model/diagram.ts";
import { drawnBeside, PATHS } from "../model/layout.ts";
import type { Project } from "../model/loaded-project.ts";
import type { CommandCenter, MissionControl, ParameterMatrix, Wiring } from "../model/owner.ts";
import { diagramMermaid } from "../render/diagram-mermaid.ts";
import { diagramSvg } from "../render/diagram-svg.ts";
import { commandCenterDocument } from "../render/owner-command-center.ts";
import { dashboardPage } from "../render/owner-dashboard.ts";
import { documentMarkdown, documentText, type ReportDocument } from "../render/owner-document.ts";
import { missionControlDocument } from "../render/owner-mission-control.ts";
import { parametersDocument } from "../render/owner-parameters.ts";
import { callsDiagram } from "../reports/owner/calls-diagram.ts";
import { moneyDiagram } from "../reports/owner/money-diagram.ts";
import { powerDiagram } from "../reports/owner/power-diagram.ts";
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

/** @returns what the owner's diagrams are in Mermaid and as SVG, by path relative to OUT. */
export async function wiringDiagrams(wiring: Wiring): Promise<ReadonlyMap<string, string>> {
  const diagrams: readonly [path: string, diagram: Diagram][] = [
    [PATHS.ownerDiagram, powerDiagram(wiring)],
    [PATHS.moneyDiagram, moneyDiagram(wiring)],
    [PATHS.callsDiagram, callsDiagram(wiring)],
  ];
  const files: [string, string][] = [];
  for (const [path, diagram] of diagrams) {
    files.push([path, diagramMermaid(diagram)], [drawnBeside(path), await diagramSvg(diagram)]);
  }
  return new Map(files);
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
