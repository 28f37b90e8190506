import { resolve } from "node:path";
import { EXIT } from "../../errors/error.ts";
import type { RunEvent } from "../../model/run-events.ts";
import { toJson, toJsonLine } from "../../support/json.ts";
import { asTyped } from "../../system/typed.ts";
import type { Audit } from "../../verify/audit.ts";
import { booksLine } from "../../verify/verify-books.ts";
import { type CheckOptions, type DossierCheck, verifyDossier } from "../../verify/verify-dossier.ts";
import { rebuildLine } from "../../verify/verify-rebuild.ts";
import { replayLine } from "../../verify/verify-replay.ts";
import { exitOfVerify, formatVerify } from "../../verify/verify-report.ts";
import { interruptible } from "../interrupt.ts";

export interface VerifyOptions extends CheckOptions {
  readonly json?: boolean;
}

/** `omnisovereign verify DOSSIER` */
export async function verify(folder: string, options: VerifyOptions): Promise<number> {
  const report = progressOf(options);
  const { result, interruptCode } = options.rebuild
    ? await interruptible((signal) => verifyDossier(resolve(folder), options, { report, signal }))
    : { result: await verifyDossier(resolve(folder), options), interruptCode: null };
  return interruptCode ?? print(result, options);
}

/** On stderr: a line for each stage that is run again, or all of it as JSON lines. */
function progressOf({ json }: VerifyOptions): (event: RunEvent) => void {
  return (event) => {
    if (json) process.stderr.write(toJsonLine(event));
    else if (event.type === "step-started") console.error(`rebuild: ${event.step}`);
  };
}

function print({ report, audit, replayed, rebuilt }: DossierCheck, options: VerifyOptions): number {
  if (options.json) {
    const books = audit && countsOf(audit);
    process.stdout.write(toJson({ ...report, books, replay: replayed, rebuild: rebuilt }));
  } else {
    process.stdout.write(asTyped(formatVerify(report)));
    if (exitOfVerify(report) === EXIT.usage) return EXIT.usage;
    console.log(booksLine(audit));
    if (options.replay) console.log(replayLine(replayed));
    if (options.rebuild) console.log(rebuildLine(rebuilt));
  }
  return exitOfVerify(report);
}

/** Its findings are in the report. */
function countsOf({ findings: _, ...counts }: Audit): Omit<Audit, "findings"> {
  return counts;
}
