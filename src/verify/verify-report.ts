import { EXIT, type ExitCode } from "../errors/error.ts";
import type { Verdict, VerifyReport } from "../model/dossier.ts";
import { makerText } from "./verdict.ts";

/** @returns lines for a person: what is off, then the verdict. Findings are escaped already. */
export function formatVerify(report: VerifyReport): string {
  const findings = report.findings.map(({ code, message, mend }) => `${code}  ${message}  ${mend}`);
  return `${[...findings, ...verdict(report)].join("\n")}\n`;
}

const EXITS: Readonly<Record<Verdict, ExitCode>> = {
  intact: EXIT.done,
  broken: EXIT.verificationFailed,
  "not checked": EXIT.verificationFailed,
  "unknown format": EXIT.usage,
  "no dossier": EXIT.usage,
};

/** @returns the exit code that `verify` ends with. */
export function exitOfVerify({ verdict }: Pick<VerifyReport, "verdict">): ExitCode {
  return EXITS[verdict];
}

/** @returns who made a dossier, if that was other code than this; `null` otherwise */
export function otherMaker({ madeBy, madeByThisCode }: VerifyReport): string | null {
  return madeByThisCode ? null : `maker  ${makerText(madeBy)}, not this code`;
}

function verdict(report: VerifyReport): string[] {
  const { verdict, root, files, bytes, chain, madeBy } = report;
  if (verdict === "no dossier") return ["There is no dossier to verify."];
  return [
    sentence(report),
    `  root   ${root ?? "none"}`,
    `  files  ${files}, ${bytes} bytes`,
    `  ${otherMaker(report) ?? `maker  omnisovereign ${madeBy?.version}, this code`}`,
    ...(chain === null
      ? []
      : [
          `  chain  ${chain.chainId}, ${chain.blocks} blocks, ${chain.transactions} transactions`,
          `  state  ${chain.stateRoot}`,
        ]),
  ];
}

function sentence({ verdict, findings }: VerifyReport): string {
  const found = findings.length === 1 ? "1 finding" : `${findings.length} findings`;
  if (verdict === "intact") return "The dossier is intact.";
  if (verdict === "broken") return `The dossier is broken: ${found}.`;
  if (verdict === "unknown format") return "The dossier was not verified: its format is unknown here.";
  return "The dossier was not checked to the end: another version made it, and what this one computes differs.";
}
