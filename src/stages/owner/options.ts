import { OmniError } from "../../errors/error.ts";
import { FLAG } from "../../errors/flag-errors.ts";
import { nearest } from "../../support/nearest.ts";
import type { ScriptContext } from "../script.ts";

const FORMATS = ["markdown", "json", "human"] as const;

export type ReportFormat = (typeof FORMATS)[number];

/** `--out` of the owner's scripts. */
export const OUT_FLAG = {
  value: "file",
  says: "a file under reports/ that also gets what is printed",
  otherwise: "none",
};

/** Flags of the owner's reports. */
export const REPORT_FLAGS = {
  format: { value: "name", says: `what is printed: ${FORMATS.join(", ")}`, otherwise: "markdown" },
  out: OUT_FLAG,
  strict: { says: "fail if the chain is not what plan and authorised changes make it" },
};

/** @throws OMNI2302 for an unknown format. */
export function formatOf({ flags }: ScriptContext): ReportFormat {
  const { format = "markdown" } = flags;
  const known = FORMATS.find((name) => name === format);
  if (known) return known;
  const given = String(format);
  throw new OmniError(FLAG.FORMAT_UNKNOWN, { format: given, known: FORMATS, near: nearest(given, FORMATS) });
}
