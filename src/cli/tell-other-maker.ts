import type { VerifyReport } from "../model/dossier.ts";
import { inLog } from "../system/workflow-log.ts";
import { otherMaker } from "../verify/verify-report.ts";

/** Says on stderr that a dossier was made by other code than what looks at it now, as `verify` says it. */
export function tellOtherMaker(report: VerifyReport): void {
  const maker = otherMaker(report);
  if (maker !== null) console.error(inLog(maker));
}
