import { diffDossiers } from "../../dossier/diff.ts";
import { exitOfDiff, formatDiff } from "../../dossier/diff-report.ts";
import { fence } from "../../render/markdown.ts";
import { toJson } from "../../support/json.ts";
import { inLog } from "../../system/workflow-log.ts";

export interface DiffOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** Forges take comments of 65,536 characters, and say something about it themselves. */
const LONGEST_COMMENT = 60_000;

/** `omnisovereign diff A B` */
export async function diff(a: string, b: string, { json, markdown }: DiffOptions): Promise<number> {
  const report = await diffDossiers(a, b);
  const text = formatDiff(report);
  process.stdout.write(json ? toJson(report) : markdown ? asComment(text) : inLog(text));
  return exitOfDiff(report);
}

/** The conclusion first, then as much as fits. */
function asComment(text: string): string {
  const lines = text.trimEnd().split("\n");
  const conclusion = lines.findLast((line) => !line.startsWith("  ")) ?? "";
  const shown =
    text.length <= LONGEST_COMMENT ? text : `${text.slice(0, LONGEST_COMMENT).toWellFormed()}\n…\n`;
  return `**${conclusion}**\n\n${fence("text", shown)}`;
}
