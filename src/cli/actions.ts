import { relative, resolve } from "node:path";
import type { OmniError } from "../errors/error.ts";
import type { PlanIssue } from "../model/plan-result.ts";
import { formatIssue } from "../plan/format.ts";
import { printable } from "../support/text.ts";
import { harmless, isActions } from "../system/workflow-log.ts";

/** A command of the workflow, escaped as actions/toolkit does (`packages/core/src/command.ts`). */
export function workflowCommand(
  name: string,
  message: string,
  properties: Readonly<Record<string, string | number>> = {},
): string {
  const given = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(`${value}`)}`);
  return `::${name}${given.length === 0 ? "" : ` ${given.join(",")}`}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** The lines that tell of an issue of a plan: for GitHub one more, which marks it in the file. */
export function issueLines(issue: PlanIssue, env: NodeJS.ProcessEnv): readonly string[] {
  const line = formatIssue(issue);
  if (!isActions(env)) return [line];
  const { file, line: row, column, code, severity, message, mend } = issue;
  const place = { file: inWorkspace(file, env), line: row, col: column, title: code };
  return [harmless(line), workflowCommand(severity, printable(`${message}  ${mend}`), place)];
}

/** GitHub marks files by their path from the top of the repository. */
function inWorkspace(file: string, { GITHUB_WORKSPACE }: NodeJS.ProcessEnv): string {
  return GITHUB_WORKSPACE ? relative(GITHUB_WORKSPACE, resolve(file)) : file;
}

/** The line that marks an error in the log; none elsewhere. */
export function errorLines(
  { code, message, mend }: Pick<OmniError, "code" | "message" | "mend">,
  env: NodeJS.ProcessEnv,
): readonly string[] {
  if (!isActions(env)) return [];
  return [workflowCommand("error", printable(`${message}  ${mend}`), { title: code })];
}
