import { Help } from "commander";
import type { ExplainedError } from "../../errors/explained/explanation.ts";

/** Columns of a terminal; lines that are longer are harder to read. */
const [NARROWEST, WIDEST] = [42, 100];

/** An error for somebody who has met it. */
export function explanationText(
  { code, exit, cause, message, mend }: ExplainedError,
  columns: number = process.stdout.columns ?? Number(process.env.COLUMNS ?? 80),
): string {
  const width = Math.min(Math.max(columns || 0, NARROWEST), WIDEST);
  return [
    `${code}, exit code ${exit}\n`,
    section("It says, for example", message, width),
    section("Why", cause, width),
    section("What to do", mend, width),
  ].join("\n");
}

function section(title: string, text: string, width: number): string {
  const lines = new Help().boxWrap(text, width - 2).split("\n");
  return [title, ...lines.map((line) => `  ${line}`), ""].join("\n");
}
