import { diffDossiers } from "../../dossier/diff.ts";
import { exitOfDiff, formatDiff } from "../../dossier/diff-report.ts";
import { toJson } from "../../support/json.ts";

/** `omnisovereign diff A B` */
export async function diff(a: string, b: string, { json }: { readonly json?: boolean }): Promise<number> {
  const report = await diffDossiers(a, b);
  process.stdout.write(json ? toJson(report) : formatDiff(report));
  return exitOfDiff(report);
}
