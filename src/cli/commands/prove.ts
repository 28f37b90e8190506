import { resolve } from "node:path";
import { scanJournal } from "../../chain/journal/journal-reader.ts";
import { ATTEST } from "../../errors/attest-errors.ts";
import { EXIT, OmniError } from "../../errors/error.ts";
import { toJson } from "../../support/json.ts";
import { pathWithin } from "../../system/within.ts";
import { inLog } from "../../system/workflow-log.ts";
import { proveFiles } from "../../verify/prove-files.ts";
import { inspectBag } from "../../verify/verify-bag.ts";
import { exitOfVerify, formatVerify } from "../../verify/verify-report.ts";
import { tellOtherMaker } from "../tell-other-maker.ts";

/** `omnisovereign prove DOSSIER FILE…`: prints a proof, or what is off with the dossier. */
export async function prove(dossier: string, files: readonly string[]): Promise<number> {
  const folder = resolve(dossier);
  const { report, contents } = inspectBag(folder, { scanJournal });
  if (contents === null || report.root === null) {
    process.stdout.write(inLog(formatVerify(report)));
    return exitOfVerify(report);
  }
  tellOtherMaker(report);
  const named = files.map((file) => [file, pathWithin(folder, resolve(file))] as const);
  const proof = proveFiles({ contents, root: report.root }, named);
  if ("unknown" in proof) throw new OmniError(ATTEST.NO_SUCH_FILE, { dossier, file: proof.unknown });
  process.stdout.write(toJson(proof));
  return EXIT.done;
}
