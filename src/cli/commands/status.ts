import { join } from "node:path";
import { EXIT } from "../../errors/error.ts";
import { shellWord } from "../../errors/shell.ts";
import { PATHS } from "../../model/layout.ts";
import { errorLinesIn } from "../../run/failure.ts";
import { readStanding, type Standing } from "../../run/standing.ts";
import { toJson } from "../../support/json.ts";
import { printable } from "../../support/text.ts";
import { omnisovereign } from "../../system/typable.ts";
import { inLog } from "../../system/workflow-log.ts";
import { folderToLookAt } from "../folder.ts";
import { chosenBy, fromHere, goOn, stepsLeft } from "../run-again.ts";

/** `omnisovereign status [DIR]` */
export async function status(
  dir: string | undefined,
  { json }: { readonly json?: boolean },
): Promise<number> {
  const { out, paths } = folderToLookAt(dir);
  const standing = await readStanding(out);
  const { plan = paths.plan, readings } = standing.lastRun ?? {};
  const chosen = chosenBy({ ...paths, plan, ...(readings === undefined ? {} : { readings }) });
  const next = nextCommand(standing, chosen);
  process.stdout.write(
    json
      ? toJson({ format: "omnisovereign-status/1", ...standing, next })
      : inLog(`${lines(standing, next, fromHere(paths.out)).map(printable).join("\n")}\n`),
  );
  return EXIT.done;
}

function nextCommand({ verdict, out, due }: Standing, chosen: ReturnType<typeof chosenBy>): string | null {
  if (verdict === "running") return null;
  if (verdict === "empty") return omnisovereign("run", chosen);
  if (verdict !== "finished") return goOn(stepsLeft(due), chosen);
  return omnisovereign(`verify ${shellWord(fromHere(join(out, PATHS.dossier)))} --replay`, {});
}

function lines(standing: Standing, next: string | null, shown: string): readonly string[] {
  const { verdict, owner, done, due, blocks, lastRun } = standing;
  const failure = verdict === "failed" ? lastRun?.failure : null;
  return [
    `${shown}  ${verdict}`,
    ...(owner === null ? [] : [`owner    process ${owner.pid}: ${owner.doing}`]),
    `journal  ${blocks} blocks`,
    `done     ${done.join(", ") || "nothing"}`,
    `due      ${due.join(", ") || "nothing"}`,
    ...errorLinesIn(failure?.lastLines ?? []).map((line) => `error    ${line}`),
    ...(failure?.logPath ? [`log      ${failure.logPath}`] : []),
    `next     ${next ?? "wait until that process ends"}`,
  ];
}
