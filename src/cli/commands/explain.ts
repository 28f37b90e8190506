import { ENVIRONMENT } from "../../errors/environment-errors.ts";
import { EXIT, OmniError } from "../../errors/error.ts";
import { EXPLAINED_ERRORS } from "../../errors/explained/all.ts";
import type { ExplainedError } from "../../errors/explained/explanation.ts";
import { didYouMean, quote } from "../../errors/quote.ts";
import { errorReference } from "../../render/error-reference.ts";
import { toJson } from "../../support/json.ts";
import { nearest } from "../../support/nearest.ts";
import { typable } from "../../system/typable.ts";
import { explanationText } from "../explain/error.ts";

interface ExplainOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** `omnisovereign explain`: one error, or all of them. */
export async function explain(code: string | undefined, { json, markdown }: ExplainOptions): Promise<number> {
  const errors = EXPLAINED_ERRORS.map((error) => ({ ...error, mend: typable(error.mend, {}) }));
  const found = code === undefined ? errors : [find(errors, code)];
  if (json) process.stdout.write(toJson({ format: "omnisovereign-explanation/1", errors: found }));
  else if (markdown) process.stdout.write(errorReference(found));
  else
    process.stdout.write(
      code === undefined ? list(found) : found.map((error) => explanationText(error)).join("\n"),
    );
  return EXIT.done;
}

/** @param given such as `OMNI2104`, `omni2104` or `2104` */
function find(errors: readonly ExplainedError[], given: string): ExplainedError {
  const wanted = given.toUpperCase().replace(/^(?=\d)/, "OMNI");
  const found = errors.find(({ code }) => code === wanted);
  if (found) return found;
  const codes = errors.map(({ code }) => code);
  const near = nearest(wanted, /^OMNI\d+$/.test(wanted) ? likely(codes, wanted) : codes);
  const problem = `There is no error ${quote(given)}.  ${didYouMean(near)}`.trimEnd();
  throw new OmniError(ENVIRONMENT.USAGE, { problem, help: "omnisovereign explain" });
}

/** How far from a number another one is still likely meant. */
const NEAR = 10;

/** Codes near in number, the nearest first: of equally similar ones the first is taken for meant; and those of the same digits. */
function likely(codes: readonly string[], wanted: string): readonly string[] {
  const away = (code: string): number => Math.abs(Number(code.slice(4)) - Number(wanted.slice(4)));
  const digits = (code: string): string => [...code].toSorted().join("");
  return codes
    .filter((code) => away(code) <= NEAR || digits(code) === digits(wanted))
    .toSorted((one, other) => away(one) - away(other));
}

function list(errors: readonly ExplainedError[]): string {
  return errors.map(({ code, message }) => `${code}  ${message}\n`).join("");
}
