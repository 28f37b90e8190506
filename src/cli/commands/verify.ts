import { resolve } from "node:path";
import { readJournalText } from "../../chain/journal-reader.ts";
import { verifyDossier } from "../../dossier/verify.ts";
import { exitOfVerify, formatVerify } from "../../dossier/verify-report.ts";
import { ENVIRONMENT } from "../../errors/environment.ts";
import { OmniError } from "../../errors/error.ts";
import type { Sha256 } from "../../model/artefact.ts";
import type { VerifyReport } from "../../model/dossier.ts";
import type { Reexecution } from "../../protocol/reexecute.ts";
import { isSha256 } from "../../support/files.ts";
import { toJson } from "../../support/json.ts";
import { replayDossier, replayFindings, replayLine } from "../replay-dossier.ts";

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
  const replayed = replay && checked.verdict === "intact" ? await replayDossier(resolve(folder)) : null;
  const report = replayed === null ? checked : withReplay(checked, replayed);
  process.stdout.write(json ? toJson({ ...report, replay: replayed }) : formatVerify(report));
  if (!json && replay) console.log(replayLine(replayed));
  return exitOfVerify(report);
}

function narrowRoot(root: string): Sha256 {
  if (isSha256(root)) return root;
  const problem = `The root "${root}" is not 64 lower-case hex digits.`;
  throw new OmniError(ENVIRONMENT.USAGE, { problem, help: "omnisovereign verify --help" });
}

function withReplay(report: VerifyReport, replayed: Reexecution): VerifyReport {
  const findings = [...report.findings, ...replayFindings(replayed)];
  return { ...report, findings, verdict: findings.length === 0 ? "intact" : "broken" };
}
