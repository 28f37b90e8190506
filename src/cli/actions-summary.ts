import { appendFile } from "node:fs/promises";
import type { OmniError } from "../errors/error.ts";
import type { PlanIssue } from "../model/plan-result.ts";
import { code, heading, table, text } from "../render/markdown.ts";
import type { RunState } from "../run/state.ts";
import { seconds } from "./duration.ts";

const COLUMNS = [
  { title: "Stage" },
  { title: "Result" },
  { title: "Seconds", align: "right" },
  { title: "Transactions", align: "right" },
  { title: "Artefacts", align: "right" },
] as const;

/** Adds what a run came to to the page that GitHub shows of the job, if there is one. */
export async function addToJobSummary(
  state: RunState,
  errors: readonly Pick<OmniError, "code" | "message" | "mend">[],
  { GITHUB_STEP_SUMMARY: file }: NodeJS.ProcessEnv,
): Promise<void> {
  if (file) await appendFile(file, jobSummary(state, errors));
}

/** The same of a run that did not begin, because its plan is refused. */
export async function addRefusalToJobSummary(
  plan: string,
  issues: readonly PlanIssue[],
  { GITHUB_STEP_SUMMARY: file }: NodeJS.ProcessEnv,
): Promise<void> {
  if (file) await appendFile(file, refusalSummary(plan, issues));
}

export function refusalSummary(plan: string, issues: readonly PlanIssue[]): string {
  const rows = issues.map((issue) => [
    code(`${issue.file}:${issue.line}:${issue.column}`),
    code(issue.code),
    text(issue.message),
    text(issue.mend),
  ]);
  return [
    heading(2, "Rehearsal refused"),
    `${text("Plan")} ${code(plan)}\n`,
    table(
      [{ title: "Where" }, { title: "Error" }, { title: "What was found" }, { title: "What to do" }],
      rows,
    ),
  ].join("\n");
}

export function jobSummary(
  { plan, outcome, steps, dossier }: RunState,
  errors: readonly Pick<OmniError, "code" | "message" | "mend">[],
): string {
  const rows = steps.map(({ step, status, milliseconds, result }) => [
    text(step),
    text(status),
    text(status === "pending" ? "" : seconds(milliseconds)),
    text(`${result?.transactions ?? ""}`),
    text(`${result?.artefacts ?? ""}`),
  ]);
  return [
    heading(2, `Rehearsal ${outcome === "succeeded" && errors.length > 0 ? "differs" : outcome}`),
    `${text("Plan")} ${code(plan)}\n`,
    ...errors.map(({ code: number, message, mend }) => `${code(number)} ${text(message)} ${text(mend)}\n`),
    table(COLUMNS, rows),
    ...(dossier === null ? [] : [`Root ${code(dossier.root)}\n`]),
  ].join("\n");
}
