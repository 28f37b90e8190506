import { EXIT, OmniError } from "../../errors/error.ts";
import { PLAN_FILE } from "../../errors/plan-file-errors.ts";
import { shellWord } from "../../errors/shell.ts";
import { canonicalText } from "../../plan/canonical.ts";
import { writeWhole } from "../../system/files.ts";
import { planPath, printIssues, readPlanFile } from "../named-plan.ts";

export interface FormatOptions {
  readonly check?: boolean;
  readonly write?: boolean;
}

/**
 * `omnisovereign plan format [FILE]`
 *
 * @throws OMNI1070 if the file is only to be checked and is not in its canonical form
 */
export async function planFormat(file: string | undefined, { check, write }: FormatOptions): Promise<number> {
  const path = planPath(file);
  const read = await readPlanFile(path);
  if (!read.ok) {
    printIssues(read.issues);
    return EXIT.planInvalid;
  }
  const { raw, source } = read.file;
  const text = canonicalText(source);
  if (write) {
    if (text !== raw.text) await writeWhole(raw.file, text);
  } else if (!check) process.stdout.write(text);
  else if (text !== raw.text) {
    const name = file ?? raw.shown;
    const command = `omnisovereign plan format --write ${shellWord(name)}`;
    throw new OmniError(PLAN_FILE.NOT_CANONICAL, { path: name, command });
  }
  return EXIT.done;
}
