import { resolve } from "node:path";
import { EXIT } from "../../errors/error.ts";
import { toJson } from "../../support/json.ts";
import { asTyped } from "../../system/typed.ts";
import type { Audit } from "../../verify/audit.ts";
import { booksLine } from "../../verify/verify-books.ts";
import { type CheckOptions, verifyDossier } from "../../verify/verify-dossier.ts";
import { derivationLine, type ReplayCheck, replayLine } from "../../verify/verify-replay.ts";
import { exitOfVerify, formatVerify } from "../../verify/verify-report.ts";

export interface VerifyOptions extends CheckOptions {
  readonly json?: boolean;
}

/** `omnisovereign verify DOSSIER` */
export async function verify(folder: string, options: VerifyOptions): Promise<number> {
  const { report, audit, replayed } = await verifyDossier(resolve(folder), options);
  if (options.json) {
    process.stdout.write(toJson({ ...report, books: audit && countsOf(audit), ...replayedOf(replayed) }));
  } else {
    process.stdout.write(asTyped(formatVerify(report)));
    if (exitOfVerify(report) === EXIT.usage) return EXIT.usage;
    console.log(booksLine(audit));
    if (options.replay) {
      console.log(replayLine(replayed?.reexecution ?? null));
      console.log(derivationLine(replayed?.derivation ?? null));
    }
  }
  return exitOfVerify(report);
}

/** Findings are in the report. */
function replayedOf(replayed: ReplayCheck | null) {
  const { reexecution = null, derivation = null } = replayed ?? {};
  const derived = derivation && { files: derivation.bound.size, free: derivation.free };
  return { replay: reexecution, derivation: derived };
}

/** Its findings are in the report. */
function countsOf({ findings: _, ...counts }: Audit): Omit<Audit, "findings"> {
  return counts;
}
