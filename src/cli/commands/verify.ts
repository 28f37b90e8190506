import { resolve } from "node:path";
import { EXIT } from "../../errors/error.ts";
import { toJson } from "../../support/json.ts";
import { asTyped } from "../../system/typed.ts";
import type { Audit } from "../../verify/audit.ts";
import { countCoverage, coverageLines } from "../../verify/coverage.ts";
import { booksLine } from "../../verify/verify-books.ts";
import { coursesLine } from "../../verify/verify-courses.ts";
import { deliverablesLine } from "../../verify/verify-deliverables.ts";
import { type CheckOptions, verifyDossier } from "../../verify/verify-dossier.ts";
import { type ReplayCheck, replayLine } from "../../verify/verify-replay.ts";
import { exitOfVerify, formatVerify } from "../../verify/verify-report.ts";
import { ticksLine } from "../../verify/verify-ticks.ts";

export interface VerifyOptions extends CheckOptions {
  readonly json?: boolean;
}

/** `omnisovereign verify DOSSIER` */
export async function verify(folder: string, options: VerifyOptions): Promise<number> {
  const { report, audit, deliverables, replayed, courses, ticks, coverage } = await verifyDossier(
    resolve(folder),
    options,
  );
  const counted = coverage && countCoverage(coverage);
  if (options.json) {
    const books = audit && countsOf(audit);
    process.stdout.write(
      toJson({ ...report, books, deliverables, ...replayedOf(replayed), courses, ticks, coverage: counted }),
    );
  } else {
    process.stdout.write(asTyped(formatVerify(report)));
    if (exitOfVerify(report) === EXIT.usage) return EXIT.usage;
    console.log(booksLine(audit));
    if (deliverables !== null) console.log(deliverablesLine(deliverables));
    if (options.replay) {
      const executed = replayLine(replayed?.reexecution ?? null);
      console.log([executed, coursesLine(courses), ticksLine(ticks)].join("\n"));
    }
    if (counted !== null) console.log(coverageLines(counted).join("\n"));
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
