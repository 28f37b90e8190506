import { EXIT, type ExitCode } from "../errors/error.ts";
import type { VerifyReport } from "../model/dossier.ts";

/** @returns lines for a person: what is off, then the verdict. Findings are escaped already. */
export function formatVerify(report: VerifyReport): string {
  const findings = report.findings.map(({ code, message, mend }) => `${code}  ${message}  ${mend}`);
  return `${[...findings, ...verdict(report)].join("\n")}\n`;
}

/** @returns the exit code that `verify` ends with. */
export function exitOfVerify({ verdict }: VerifyReport): ExitCode {
  return verdict === "intact" ? EXIT.done : EXIT.verificationFailed;
}

function verdict({ verdict, root, files, bytes, chain, findings }: VerifyReport): string[] {
  const found = findings.length === 1 ? "1 finding" : `${findings.length} findings`;
  return [
    verdict === "intact" ? "The dossier is intact." : `The dossier is broken: ${found}.`,
    `  root   ${root ?? "none"}`,
    `  files  ${files}, ${bytes} bytes`,
    ...(chain === null
      ? []
      : [
          `  chain  ${chain.chainId}, ${chain.blocks} blocks, ${chain.transactions} transactions`,
          `  state  ${chain.stateRoot}`,
        ]),
  ];
}
