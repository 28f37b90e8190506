import { resolve } from "node:path";
import { readJournalText } from "../../chain/journal-reader.ts";
import { standsSoFar, withComputed } from "../../dossier/verdict.ts";
import { verifyDossier } from "../../dossier/verify.ts";
import { exitOfVerify, formatVerify } from "../../dossier/verify-report.ts";
import { ENVIRONMENT } from "../../errors/environment.ts";
import { EXIT, OmniError } from "../../errors/error.ts";
import type { Sha256 } from "../../model/artefact.ts";
import type { Audit } from "../../protocol/audit.ts";
import { isSha256 } from "../../support/files.ts";
import { toJson } from "../../support/json.ts";
import { auditDossier, auditLine } from "../audit-dossier.ts";
import { replayDossier, replayLine, withReplay } from "../replay-dossier.ts";

export interface VerifyOptions {
  readonly root?: string;
  readonly replay?: boolean;
  readonly json?: boolean;
}

/** `omnisovereign verify DOSSIER` */
export async function verify(folder: string, { root, replay, json }: VerifyOptions): Promise<number> {
  const checked = await verifyDossier(resolve(folder), {
    readJournal: readJournalText,
    ...(root === undefined ? {} : { expectedRoot: narrowRoot(root) }),
  });
  const audit = standsSoFar(checked) ? auditDossier(resolve(folder)) : null;
  const audited = withComputed(checked, "the books", audit?.findings ?? []);
  const replayed = replay && standsSoFar(audited) ? await replayDossier(resolve(folder)) : null;
  const report = replayed === null ? audited : withReplay(audited, replayed);
  if (json) process.stdout.write(toJson({ ...report, books: audit && countsOf(audit), replay: replayed }));
  else {
    process.stdout.write(formatVerify(report));
    if (exitOfVerify(report) !== EXIT.usage) console.log(auditLine(audit));
    if (replay && exitOfVerify(report) !== EXIT.usage) console.log(replayLine(replayed));
  }
  return exitOfVerify(report);
}

/** Its findings are in the report. */
function countsOf({ findings: _, ...counts }: Audit): Omit<Audit, "findings"> {
  return counts;
}

function narrowRoot(root: string): Sha256 {
  if (isSha256(root)) return root;
  const problem = `The root "${root}" is not 64 lower-case hex digits.`;
  throw new OmniError(ENVIRONMENT.USAGE, { problem, help: "omnisovereign verify --help" });
}
