import { resolve } from "node:path";
import { readJournalText } from "../../chain/journal-reader.ts";
import { verifyDossier } from "../../dossier/verify.ts";
import { exitOfVerify, formatVerify } from "../../dossier/verify-report.ts";
import { toJson } from "../../support/json.ts";

/** `omnisovereign verify DOSSIER` */
export async function verify(folder: string, { json }: { readonly json?: boolean }): Promise<number> {
  const report = await verifyDossier(resolve(folder), { readJournal: readJournalText });
  process.stdout.write(json ? toJson(report) : formatVerify(report));
  return exitOfVerify(report);
}
