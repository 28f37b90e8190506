import { type Change, type History, type PastRun, runsOverTime } from "../../dossier/runs-over-time.ts";
import { EXIT } from "../../errors/error.ts";
import { ASPECTS } from "../../model/dossier.ts";
import { toJson } from "../../support/json.ts";
import { printable } from "../../support/text.ts";
import { inLog } from "../../system/workflow-log.ts";
import { fromHere } from "../run-again.ts";

/** `omnisovereign history DIR…`: exits with 2 if one of them is no dossier. */
export async function history(
  folders: readonly string[],
  { json }: { readonly json?: boolean },
): Promise<number> {
  const told = await runsOverTime(folders);
  process.stdout.write(json ? toJson(told) : inLog(`${linesOf(told).join("\n")}\n`));
  return told.runs.length === folders.length ? EXIT.done : EXIT.usage;
}

function linesOf({ runs, findings }: History): readonly string[] {
  return [
    ...runs.flatMap(runLines),
    ...findings.map(({ code, message, mend }) => `${code}  ${message}  ${mend}`),
  ];
}

function runLines({ dossier, root, blocks, transactions, outcomes, since }: PastRun): readonly string[] {
  const jobs = Object.entries(outcomes).map(([outcome, count]) => `${count} ${printable(outcome)}`);
  return [
    printable(fromHere(dossier)),
    `  root   ${root ?? "none"}`,
    `  chain  ${blocks} blocks, ${transactions} transactions`,
    `  jobs   ${jobs.join(", ") || "none"}`,
    ...(since === null ? [] : [`  since  ${sinceText(since)}`]),
  ];
}

function sinceText({ equal, meaning, files, first }: Change): string {
  if (equal) return "nothing changed";
  const aspects = ASPECTS.filter((aspect) => meaning[aspect] > 0).map(
    (aspect) => `${meaning[aspect]} ${aspect}`,
  );
  return `${aspects.join(", ") || "nothing in meaning"} changed, ${files} files, first ${first ?? "none"}`;
}
