import type { ExplainedError } from "../errors/explained/explanation.ts";
import { heading, text } from "./markdown.ts";

/** What the errors of each thousand are about. */
const CATEGORIES: Readonly<Record<string, string>> = {
  1: "Plans and readings",
  2: "Stages and their scripts",
  3: "The node, its chain and the journal",
  4: "Dossiers, locks and statements",
  5: "The command line and this machine",
};

/** Every error as Markdown, for those who look one up without the program. */
export function errorReference(errors: readonly ExplainedError[]): string {
  return [
    heading(1, "Errors"),
    "Printed by `omnisovereign explain --markdown`; `omnisovereign explain OMNI2104` tells of one. Examples have values of some mission.\n",
    ...Object.entries(CATEGORIES).flatMap(([thousand, title]) => [
      heading(2, title),
      ...errors.filter(({ code }) => code.startsWith(`OMNI${thousand}`)).map(section),
    ]),
  ].join("\n");
}

function section({ code, exit, cause, message, mend }: ExplainedError): string {
  return [
    heading(3, code),
    `> ${text(message)}\n`,
    `${text(cause)}\n`,
    `**To do:** ${text(mend)} (Exit code ${exit}.)\n`,
  ].join("\n");
}
