import { EXIT, type ExitCode } from "../errors/error.ts";
import type { PlanIssue } from "../model/plan-result.ts";
import { parseForRewrite } from "../plan/canonical.ts";
import { issuesOfUnread, placeFindings } from "../plan/load.ts";
import { type RawPlan, readPlan } from "../plan/read.ts";
import type { Source } from "../plan/source.ts";
import { runPaths } from "../run/locations.ts";
import { toJson } from "../support/json.ts";
import { readDotenv } from "../system/dotenv.ts";
import { issueLines } from "./actions.ts";

/** A plan file as it is written, before anything is concluded from it. */
export interface PlanFileRead {
  readonly raw: RawPlan;
  readonly source: Source;
}

export type PlanFileResult =
  | { readonly ok: true; readonly file: PlanFileRead }
  | { readonly ok: false; readonly issues: readonly PlanIssue[] };

/**
 * The path of the plan that a command is about.
 *
 * @param file as typed; undefined stands for the one that a run would take here
 * @throws OMNI5020, OMNI5021 if a `.env` that may name it is not to be used
 */
export function planPath(file: string | undefined): string {
  if (file !== undefined) return file;
  readDotenv(process.cwd());
  return runPaths({}, process.env).plan;
}

/** Reads one plan file as text and tree, whatever its values are. */
export async function readPlanFile(path: string): Promise<PlanFileResult> {
  const read = await readPlan(path, process.cwd());
  if (read.kind !== "read") return { ok: false, issues: issuesOfUnread(path, read) };
  const { raw } = read;
  const parsed = parseForRewrite(raw.text);
  if (parsed.ok) return { ok: true, file: { raw, source: parsed.source } };
  return { ok: false, issues: placeFindings(parsed.findings, raw.text, undefined, raw.shown) };
}

/** Says on stderr what is wrong with a plan. */
export function printIssues(issues: readonly PlanIssue[]): void {
  for (const line of issues.flatMap((issue) => issueLines(issue, process.env))) console.error(line);
}

/** Ends a command that needs a sound plan: the issues as lines, or where JSON was asked for as JSON. */
export function refuse(issues: readonly PlanIssue[], json = false): ExitCode {
  if (json) process.stdout.write(toJson({ format: "omnisovereign-plan-check/1", valid: false, issues }));
  else printIssues(issues);
  return EXIT.planInvalid;
}
