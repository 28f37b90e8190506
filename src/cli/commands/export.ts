import { join, resolve } from "node:path";
import { blockchainTest } from "../../chain/engine/ethereumjs/blockchain-test.ts";
import { GENESIS_DOCUMENT } from "../../chain/engine/genesis.ts";
import { nativeCrypto } from "../../chain/engine/native-crypto.ts";
import { scanJournal } from "../../chain/journal/journal-reader.ts";
import { streamJournal } from "../../chain/journal/journal-stream.ts";
import { EXIT, OmniError } from "../../errors/error.ts";
import { EXPORT } from "../../errors/export-errors.ts";
import { toJson } from "../../support/json.ts";
import { JOURNAL } from "../../support/payload.ts";
import { writeWhole } from "../../system/files.ts";
import { requireOutFile } from "../../system/out-file.ts";
import { inLog } from "../../system/workflow-log.ts";
import { journalLinesIn } from "../../verify/journal-lines.ts";
import { inspectBag } from "../../verify/verify-bag.ts";
import { exitOfVerify, formatVerify } from "../../verify/verify-report.ts";
import { tellOtherMaker } from "../tell-other-maker.ts";

export interface ExportOptions {
  readonly as: "blockchain-test";
  readonly out?: string;
}

/** `omnisovereign export DOSSIER --as blockchain-test`: on stdout, or what is off with the dossier. */
export async function exportDossier(dossier: string, { out }: ExportOptions): Promise<number> {
  if (out !== undefined) requireOutFile(resolve(out));
  const folder = resolve(dossier);
  const { report, contents } = inspectBag(folder, { scanJournal });
  if (contents === null || report.root === null) {
    process.stdout.write(inLog(formatVerify(report)));
    return exitOfVerify(report);
  }
  tellOtherMaker(report);
  const journal = streamJournal(journalLinesIn(join(folder, "data", JOURNAL)));
  const fixture = await blockchainTest(journal, {
    document: GENESIS_DOCUMENT,
    crypto: await nativeCrypto(),
    name: `omnisovereign/${report.root}`,
  });
  if (out === undefined) process.stdout.write(toJson(fixture));
  else await write(resolve(out), toJson(fixture));
  return EXIT.done;
}

/** @throws OMNI4182 if it cannot be. */
async function write(file: string, text: string): Promise<void> {
  try {
    await writeWhole(file, text);
  } catch (error) {
    const problem = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new OmniError(EXPORT.NOT_WRITTEN, { file, problem }, { cause: error });
  }
}
