import { EXIT, type ExitCode } from "../errors/error.ts";
import { ASPECTS, type Difference, type DiffReport, type MeaningDifference } from "../model/dossier.ts";

/** Of one aspect; `--json` has all of them. */
const MOST_TOLD = 12;

const CHANGES: Readonly<Record<Difference["change"], string>> = {
  "only-in-a": "only in A",
  "only-in-b": "only in B",
  changed: "changed",
};

/** @returns lines for a person, what differs first on top. Texts are escaped already. */
export function formatDiff(report: DiffReport): string {
  const { equal, compared, roots, meaning, differences, findings } = report;
  const found = findings.map(({ code, path, message, mend }) => `${code}  ${path}  ${message}  ${mend}`);
  if (!compared) return `${[...found, "Nothing was compared."].join("\n")}\n`;
  const lines = [
    ...ASPECTS.flatMap((aspect) => meaningLines(meaning.filter((one) => one.aspect === aspect))),
    ...differences.flatMap(linesOf),
    ...found,
    conclusion(equal, differences.length),
    `  root of A  ${roots.a}`,
    `  root of B  ${roots.b}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** What one aspect has; the first of them, and how many more there are. */
function meaningLines(told: readonly MeaningDifference[]): string[] {
  const hidden = told.length - MOST_TOLD;
  return [
    ...told
      .slice(0, MOST_TOLD)
      .map(({ aspect, what, a = "nothing", b = "nothing" }) => `${aspect}  ${what}: ${a} in A, ${b} in B`),
    ...(hidden > 0 ? [`${told[0]?.aspect}  and ${hidden} more`] : []),
  ];
}

/** @returns the exit code that `diff` ends with. */
export function exitOfDiff({ equal, compared }: DiffReport): ExitCode {
  if (!compared) return EXIT.usage;
  return equal ? EXIT.done : EXIT.failed;
}

function conclusion(equal: boolean, differences: number): string {
  if (equal) return "The dossiers are equal.";
  if (differences > 0) return `The dossiers differ in ${countOf(differences)}.`;
  return "The payloads are equal, but a dossier is not whole.";
}

/** @returns the lines of one difference. */
export function linesOf({ stage, path, change, line, pointer, a, b }: Difference): string[] {
  const place = [
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(pointer === undefined ? [] : [pointer === "" ? "the whole document" : pointer]),
  ];
  return [
    [stage ?? "-", path, CHANGES[change], ...place].join("  "),
    ...(a === undefined ? [] : [`  A  ${a}`]),
    ...(b === undefined ? [] : [`  B  ${b}`]),
  ];
}

function countOf(files: number): string {
  return files === 1 ? "1 file" : `${files} files`;
}
